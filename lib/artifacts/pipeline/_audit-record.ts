import type { AuditBucket } from '../../values/audit-bucket';

/**
 * The script that writes the record of a run, whatever came of it, and adds it to the bucket (seed row I07). Each job leaves how
 * it ended in `status/<job>`; one that was never started left nothing.
 */
export function auditRecordScript(jobs: readonly string[], { name, path }: AuditBucket): string {
  return [
    'DIGEST="$(cat digest.txt 2>/dev/null || echo none)"',
    'STATUS() { cat "status/$1" 2>/dev/null || echo skipped; }',
    '{',
    '  printf \'{"timestamp":"%s","actor":"%s",\' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$ACTOR"',
    '  printf \'"commit":"%s","image":"%s","digest":"%s","jobs":{\' "$COMMIT" "$IMAGE" "$DIGEST"',
    ...jobs.map((job, index) => `  printf '"${job}":"%s"${index < jobs.length - 1 ? ',' : ''}' "$(STATUS ${job})"`),
    "  printf '}}\\n'",
    '} > audit-record.json',
    `aws s3api put-object --bucket ${name} --key "${path}/$COMMIT/$RUN.json" --body audit-record.json ` +
      '--checksum-algorithm SHA256',
  ].join('\n');
}
