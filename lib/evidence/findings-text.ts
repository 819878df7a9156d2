import { Counted } from '../notation/counted';
import { Grouped } from '../notation/grouped';
import type { Finding } from './finding';

/** So many findings are printed one by one; more would be read by nobody. */
const READABLE = 40;
/** Names are printed in lines of this length. */
const WIDTH = 120;
/** Of the objects with the same finding, so many are printed in full. */
const EXAMPLES = 3;

/** Findings as people read them: all of a run. A few are grouped by object; many by check, with the names of all objects. */
export class FindingsText {
  public static of(findings: readonly Finding[]): string {
    const blocks = findings.length <= READABLE ? FindingsText.byObject(findings) : FindingsText.byCheck(findings);
    return blocks.join('\n\n');
  }

  /** One block an object; findings of an object in the order of the checks. */
  private static byObject(findings: readonly Finding[]): string[] {
    return FindingsText.grouped(findings, FindingsText.title).map(([title, group]) => {
      const lines = group.flatMap(finding => [
        `  ${FindingsText.spaced(finding.check, finding.path)}`,
        `    ${finding.message}`,
        `    fix: ${finding.fix}`,
      ]);
      return [title, ...lines].join('\n');
    });
  }

  /** One block for each check and fix: some objects in full, the others by name. */
  private static byCheck(findings: readonly Finding[]): string[] {
    return FindingsText.grouped(findings, ({ check, fix }) => `${check}\n${fix}`).map(([, group]) => {
      const objects = FindingsText.grouped(group, FindingsText.title);
      const examples = objects.slice(0, EXAMPLES).map(([title, [{ path, message }]]) => {
        return `  ${title}\n    ${FindingsText.spaced(path, message)}`;
      });
      const others = objects.slice(EXAMPLES).map(([, [finding]]) => finding);
      const counts = `${Counted.of(group.length, 'finding')} on ${Counted.of(objects.length, 'object')}`;
      return [
        `${group[0].check}: ${counts}`,
        `  fix: ${group[0].fix}`,
        ...examples,
        ...FindingsText.names(others),
      ].join('\n');
    });
  }

  /** `  and Deployment tenant-a/api, tenant-a/web`, for each kind, in as many lines as it takes. */
  private static names(findings: readonly Finding[]): string[] {
    return FindingsText.grouped(findings, ({ object }) => object.kind).flatMap(([kind, group]) => {
      const lines = [`  and ${kind}`];
      for (const [index, name] of group.map(FindingsText.nameOf).entries()) {
        const word = index === group.length - 1 ? name : `${name},`;
        if (lines[lines.length - 1].length + word.length >= WIDTH) lines.push('     ');
        lines[lines.length - 1] += ` ${word}`;
      }
      return lines;
    });
  }

  private static title(finding: Finding): string {
    const { object, origin } = finding;
    const place = origin.constructPath ?? FindingsText.place(origin.file, origin.document);
    const places = [place, origin.source].filter(text => text !== undefined && text !== '');
    const title = `${object.kind} ${FindingsText.nameOf(finding)}`;
    return places.length === 0 ? title : `${title}  (${places.join(', ')})`;
  }

  /** A Job of `generateName` has no name yet. */
  private static nameOf({ object: { namespace, name } }: Finding): string {
    const own = name === '' ? '(no name yet)' : name;
    return namespace === '' ? own : `${namespace}/${own}`;
  }

  private static place(file: string | undefined, document: number | undefined): string | undefined {
    return file === undefined ? undefined : `${file}, document ${document ?? 1}`;
  }

  private static spaced(...texts: readonly string[]): string {
    return texts.filter(text => text !== '').join('  ');
  }

  private static grouped<Key>(findings: readonly Finding[], by: (finding: Finding) => Key): [Key, Finding[]][] {
    return [...Grouped.by(findings, by)];
  }
}
