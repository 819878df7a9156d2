import type { Finding } from './finding';

/** Findings as people read them: all of a run, grouped by object. */
export class FindingsText {
  /** One block an object; findings of an object in the order of the checks. */
  public static of(findings: readonly Finding[]): string {
    const blocks = new Map<string, string[]>();
    for (const finding of findings) {
      const title = FindingsText.title(finding);
      const lines = blocks.get(title) ?? [];
      const at = finding.path === '' ? '' : `  ${finding.path}`;
      lines.push(`  ${finding.check}${at}`, `    ${finding.message}`, `    fix: ${finding.fix}`);
      blocks.set(title, lines);
    }
    return [...blocks].map(([title, lines]) => [title, ...lines].join('\n')).join('\n\n');
  }

  private static title({ object, origin }: Finding): string {
    const name = object.namespace === '' ? object.name : `${object.namespace}/${object.name}`;
    const place = origin.constructPath ?? FindingsText.place(origin.file, origin.document);
    return `${object.kind} ${name}${place === undefined ? '' : `  (${place})`}`;
  }

  private static place(file: string | undefined, document: number | undefined): string | undefined {
    return file === undefined ? undefined : `${file}, document ${document ?? 1}`;
  }
}
