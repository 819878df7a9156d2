import type { CheckCases } from '../check-cases';

const LABEL = 'pod-security.kubernetes.io/';

function namespace(...labels: string[]): string {
  const text = labels.map(label => `${LABEL}${label}`).join(', ');
  return `
apiVersion: v1
kind: Namespace
metadata: { name: a, labels: { ${text} } }
`;
}

const pinned = (level: string) =>
  ['enforce', 'audit', 'warn'].flatMap(mode => [`${mode}: ${level}`, `${mode}-version: v1.36`]);

export default {
  check: 'namespace-level',
  passing: [
    { name: 'restricted, pinned', yaml: namespace(...pinned('restricted')) },
    { name: 'baseline, pinned', yaml: namespace(...pinned('baseline')) },
    {
      name: 'warned of more than is enforced',
      yaml: namespace(
        'enforce: baseline',
        'enforce-version: v1.36',
        'audit: restricted',
        'audit-version: v1.36',
        'warn: restricted',
        'warn-version: v1.36',
      ),
    },
    {
      name: 'a label that pod-security-labels reports',
      yaml: namespace(...pinned('restricted')).replace('audit: restricted', 'audit: strict'),
    },
    { name: 'no label, which pod-security-enforced reports', yaml: namespace() },
    { name: 'another kind of namespace', yaml: namespace().replace('v1', 'example.com/v1') },
  ],
  failing: [
    {
      name: 'seed row B07: privileged for rights in the cluster',
      yaml: namespace('enforce: privileged', 'enforce-version: v1.36'),
      finds: [`Namespace a metadata.labels[${LABEL}enforce]: level "privileged" is enforced, so every pod is admitted`],
    },
    {
      name: 'seed row B02: no audit, and no versions',
      yaml: namespace('enforce: baseline', 'warn: baseline'),
      finds: [
        `Namespace a metadata.labels[${LABEL}audit]: audit is looser than enforce, which is "baseline"`,
        `Namespace a metadata.labels[${LABEL}enforce-version]: no version of enforce is pinned: what it means changes with the cluster`,
        `Namespace a metadata.labels[${LABEL}warn-version]: no version of warn is pinned: what it means changes with the cluster`,
      ],
    },
    {
      name: 'seed row B03: enforce alone; warn follows it',
      yaml: namespace('enforce: restricted', 'enforce-version: v1.36'),
      finds: [`Namespace a metadata.labels[${LABEL}audit]: audit is looser than enforce, which is "restricted"`],
    },
    {
      name: 'seed row B01: versions that are "latest"',
      yaml: namespace(...pinned('restricted')).replaceAll('v1.36', 'latest'),
      finds: ['enforce', 'audit', 'warn'].map(
        mode =>
          `Namespace a metadata.labels[${LABEL}${mode}-version]: no version of ${mode} is pinned: what it means changes with the cluster`,
      ),
    },
  ],
} satisfies CheckCases;
