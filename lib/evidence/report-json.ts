import type { EvidenceReport } from './evidence-report';

/** A report as JSON, one entry of a list a line: it can be read, compared and searched by line, however long it is. */
export class ReportJson {
  public static write({ files, ...report }: EvidenceReport): string {
    const parts = Object.entries(report).map(([key, value]) => ReportJson.member(key, value, '  '));
    const listed = files.map(({ file, objects }) => {
      return `    {\n${[ReportJson.member('file', file, '      '), ReportJson.member('objects', objects, '      ')].join(',\n')}\n    }`;
    });
    parts.push(listed.length === 0 ? '  "files": []' : `  "files": [\n${listed.join(',\n')}\n  ]`);
    return `{\n${parts.join(',\n')}\n}\n`;
  }

  private static member(key: string, value: unknown, indent: string): string {
    const name = `${indent}${JSON.stringify(key)}: `;
    if (!Array.isArray(value) || value.length === 0) return name + JSON.stringify(value);
    return `${name}[\n${value.map(each => `${indent}  ${JSON.stringify(each)}`).join(',\n')}\n${indent}]`;
  }
}
