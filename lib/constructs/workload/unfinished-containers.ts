import type { Container, Workload } from 'cdk8s-plus-30';
import { ImageReference } from '../../notation/image-reference';

/** What cdk8s-plus gives a container without declared resources. */
const UNDECLARED = JSON.stringify(['1000m', '1500m', '512Mi', '2048Mi']);

/**
 * Containers that were added through the wrapped workload, and lack what only their author knows.
 *
 * @param declared containers that were added with everything that they need
 */
export function unfinishedContainers(workload: Workload, declared: ReadonlySet<Container>): string[] {
  const problems: string[] = [];
  const names = new Set<string>();
  for (const container of [...workload.containers, ...workload.initContainers]) {
    const name = JSON.stringify(container.name);
    if (names.has(container.name)) problems.push(`two containers are called ${name}; pass another name`);
    names.add(container.name);
    if (declared.has(container)) continue;
    if (isUndeclared(container)) problems.push(`container ${name} has no resources; pass resources`);
    if (!ImageReference.tryParse(container.image)?.digest) {
      problems.push(`image of container ${name} must be pinned by a digest, got ${JSON.stringify(container.image)}`);
    }
  }
  return problems;
}

function isUndeclared({ resources }: Container): boolean {
  const { cpu, memory } = resources ?? {};
  const amounts = [cpu?.request?.amount, cpu?.limit?.amount, memory?.request?.asString(), memory?.limit?.asString()];
  return JSON.stringify(amounts) === UNDECLARED || amounts.every(amount => amount === undefined);
}
