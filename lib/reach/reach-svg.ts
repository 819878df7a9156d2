import { type PictureEdge, type PictureGroup, type PictureNode, ReachPicture } from './reach-picture';
import type { ReachQuestion } from './reach-question';
import type { Reachability } from './reachability';

/** Lengths in pixels. */
const NODE = { width: 190, height: 26, gap: 8 };
const GROUP = { padding: 12, head: 26, gap: 60 };
const MARGIN = 20;
const COLUMN = 3;

/** A rectangle. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1b1f24 }
  .group { fill: #f6f8fa; stroke: #d0d7de }
  .group-name { font-weight: 600 }
  .node { fill: #fff; stroke: #57606a }
  .edge { fill: none; stroke: #0969da; stroke-width: 1.5; opacity: 0.55 }
  .edge:hover, .edge.chosen { opacity: 1; stroke-width: 3 }
  .outside .node { fill: #fff8c5 }
`;

/** What is said of reachability as a picture: namespaces as boxes, and an arrow for whoever reaches another. */
export class ReachSvg {
  public static *write(reach: Reachability, question: ReachQuestion): Generator<string> {
    yield* ReachSvg.draw(ReachPicture.of(reach, question));
  }

  public static *draw({ groups, edges }: ReachPicture): Generator<string> {
    const boxes = ReachSvg.layout(groups);
    const right = Math.max(0, ...[...boxes.values()].map(({ x, width }) => x + width)) + MARGIN;
    const bottom = Math.max(0, ...[...boxes.values()].map(({ y, height }) => y + height)) + MARGIN;
    yield `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${right} ${bottom}" width="${right}" height="${bottom}">\n`;
    yield `<style>${STYLE}</style>\n`;
    yield '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#0969da"/></marker></defs>\n';
    for (const group of groups) yield* ReachSvg.group(group, boxes);
    const byName = new Map([...boxes].flatMap(([item, box]) => ('label' in item ? [[item.name, box] as const] : [])));
    for (const [index, edge] of edges.entries()) yield ReachSvg.edge(edge, index, byName);
    yield '</svg>\n';
  }

  /** Groups in rows, as many in each as make the whole about a square. */
  private static layout(groups: readonly PictureGroup[]): ReadonlyMap<PictureGroup | PictureNode, Box> {
    const boxes = new Map<PictureGroup | PictureNode, Box>();
    const columns = Math.max(COLUMN, Math.ceil(Math.sqrt(groups.length)));
    let top = MARGIN;
    for (let start = 0; start < groups.length; start += columns) {
      const row = groups.slice(start, start + columns);
      row.forEach((group, column) => {
        const x = MARGIN + column * (NODE.width + 2 * GROUP.padding + GROUP.gap);
        const height = GROUP.head + GROUP.padding + group.nodes.length * (NODE.height + NODE.gap);
        boxes.set(group, { x, y: top, width: NODE.width + 2 * GROUP.padding, height });
        group.nodes.forEach((node, index) => {
          const y = top + GROUP.head + index * (NODE.height + NODE.gap);
          boxes.set(node, { x: x + GROUP.padding, y, width: NODE.width, height: NODE.height });
        });
      });
      top += Math.max(...row.map(group => boxes.get(group)?.height ?? 0)) + GROUP.gap;
    }
    return boxes;
  }

  private static *group(group: PictureGroup, boxes: ReadonlyMap<PictureGroup | PictureNode, Box>): Generator<string> {
    const box = boxes.get(group) as Box;
    const kind = group.name === 'outside' ? ' class="outside"' : '';
    yield `<g${kind} data-namespace="${ReachSvg.escape(group.name)}">${ReachSvg.rectangle(box, 'group', 8)}`;
    yield `<text class="group-name" x="${box.x + GROUP.padding}" y="${box.y + 18}">${ReachSvg.escape(group.name)}</text>\n`;
    for (const node of group.nodes) {
      const at = boxes.get(node) as Box;
      const title = `<title>${ReachSvg.escape(node.name)}</title>`;
      yield `<g data-node="${ReachSvg.escape(node.name)}">${title}${ReachSvg.rectangle(at, 'node', 4)}`;
      yield `<text x="${at.x + 8}" y="${at.y + 17}">${ReachSvg.escape(ReachSvg.short(node.label))}</text></g>\n`;
    }
    yield '</g>\n';
  }

  private static edge({ from, to, ports }: PictureEdge, index: number, boxes: ReadonlyMap<string, Box>): string {
    const [one, other] = [boxes.get(from), boxes.get(to)] as [Box, Box];
    const isBackward = other.x <= one.x;
    const [x1, y1] = [isBackward ? one.x : one.x + one.width, one.y + one.height / 2];
    const [x2, y2] = [other.x === one.x || !isBackward ? other.x : other.x + other.width, other.y + other.height / 2];
    const bend = isBackward ? -GROUP.gap / 1.5 : GROUP.gap / 1.5;
    const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 + (other.x === one.x ? bend : -bend)} ${y2} ${x2} ${y2}`;
    const title = ReachSvg.escape(`${from} → ${to} ${ports.join(', ')}`);
    const ends = `data-from="${ReachSvg.escape(from)}" data-to="${ReachSvg.escape(to)}"`;
    return `<path class="edge" data-edge="${index}" ${ends} d="${path}" marker-end="url(#head)"><title>${title}</title></path>\n`;
  }

  private static rectangle({ x, y, width, height }: Box, kind: string, radius: number): string {
    return `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`;
  }

  private static short(text: string): string {
    return text.length > 26 ? `${text.slice(0, 25)}…` : text;
  }

  public static escape(text: string): string {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  }
}
