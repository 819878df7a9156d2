import { type PictureEdge, ReachPicture } from './reach-picture';
import type { ReachQuestion } from './reach-question';
import type { Reachability } from './reachability';

/** What is said of reachability as a flowchart of Mermaid, which merge requests show. */
export class ReachMermaid {
  public static *write(reach: Reachability, question: ReachQuestion): Generator<string> {
    const { groups, edges } = ReachPicture.of(reach, question);
    const ids = new Map(groups.flatMap(({ nodes }) => nodes).map((node, index) => [node.name, `n${index}`]));
    yield 'flowchart LR\n';
    for (const [index, { name, nodes }] of groups.entries()) {
      yield `  subgraph g${index}["${ReachMermaid.escape(name)}"]\n`;
      for (const node of nodes) yield `    ${ids.get(node.name)}["${ReachMermaid.escape(node.label)}"]\n`;
      yield '  end\n';
    }
    for (const edge of edges) yield `  ${ids.get(edge.from)} -->|"${ReachMermaid.label(edge)}"| ${ids.get(edge.to)}\n`;
  }

  private static label({ ports }: PictureEdge): string {
    return ReachMermaid.escape(ports.join(', '));
  }

  private static escape(text: string): string {
    return text.replaceAll('"', '#quot;').replaceAll('<', '#lt;');
  }
}
