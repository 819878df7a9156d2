import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The root of the repository. */
export const ROOT = join(__dirname, '..');

/** An import of one source file. */
export interface SourceImport {
  /** As written. */
  readonly specifier: string;
  /** Path from the root without extension, for a file of ours; undefined for a package. */
  readonly file?: string;
  /** Whether it vanishes at compile time. */
  readonly typeOnly: boolean;
  /** Whether it is loaded only when it is needed, by `require`. */
  readonly late: boolean;
}

/** A TypeScript file of ours. */
export interface SourceFile {
  /** Path from the root, such as `lib/values/port.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly SourceImport[];
}

/** A statement, or a `require` of what is loaded only when it is needed. */
const IMPORT =
  /^(?:import|export)\b(\s+type\b)?([^;'"]*?)\bfrom\s+'([^']+)'|^import\s+'([^']+)'|=>? require\('([^']+)'\)/gms;

/** Every TypeScript file below a folder of the repository. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .sort()
    .map(file => sourceFile(`${folder}/${file}`));
}

/** One TypeScript file by its path from the root. */
export function sourceFile(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const imports = [...text.matchAll(IMPORT)].map(([, type, names = '', from, bare, required]) => {
    const specifier = from ?? bare ?? required;
    const file = specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), specifier)) : undefined;
    const listed =
      /\{([^}]*)\}/
        .exec(names)?.[1]
        .split(',')
        .map(name => name.trim())
        .filter(name => name !== '') ?? [];
    const onlyTypes = listed.length > 0 && listed.every(name => name.startsWith('type '));
    return { specifier, file, typeOnly: type !== undefined || onlyTypes, late: required !== undefined };
  });
  return { path, text, imports };
}
