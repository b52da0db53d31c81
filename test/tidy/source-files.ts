// The files of the project as the tidy test sees them: every text that is written by hand, with its imports.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export const root = join(import.meta.dirname, '../..');

const SKIPPED = new Set(['node_modules', 'dist', 'out', 'coverage', 'test-results', '.git', '.cache']);
const TEXT = /\.(ts|mjs|js|cjs|svelte|css|html|json|md|yml|sh|cmd|service)$|^[^.]+$|^\.[^.]+$/;
const GENERATED = new Set(['package-lock.json', 'LICENSE']);

export interface SourceFile {
  /** Path from the root, with forward slashes. */
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** Every hand-written text file of the project. */
export function sourceFiles(): SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (SKIPPED.has(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && TEXT.test(entry.name) && !GENERATED.has(path)) {
        found.push({ path, name: entry.name, text: readFileSync(join(root, path), 'utf8') });
      }
    }
  };
  walk('');
  return found;
}

/** Every static and dynamic import of a TypeScript, JavaScript or Svelte file. */
export function importsOf(file: SourceFile): Import[] {
  const source = file.path.endsWith('.svelte') ? scriptsOnly(file.text) : file.text;
  return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName, pos }) => ({
    specifier: fileName,
    line: source.slice(0, pos).split('\n').length,
  }));
}

/** A component with everything but its scripts blanked, so that line numbers stay true. */
function scriptsOnly(text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
  let kept = '';
  let at = 0;
  for (const match of text.matchAll(/(<script[^>]*>)([\s\S]*?)<\/script>/g)) {
    const [, tag = '', body = ''] = match;
    kept += blank(text.slice(at, match.index + tag.length)) + body;
    at = match.index + tag.length + body.length;
  }
  return kept + blank(text.slice(at));
}
