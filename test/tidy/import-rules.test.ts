// The rules that carry the design, each tried with an import that would break it.
import { expect, it } from 'vitest';
import { allowed, areaOf, packageOf } from './import-rules.ts';
import { importsOf } from './source-files.ts';

function mayImport(path: string, specifier: string): boolean {
  const area = areaOf(path);
  const name = packageOf(specifier);
  return area === null || name === null || allowed(area, name);
}

it('keeps the means to read out of the relay', () => {
  expect(mayImport('apps/server/src/relay.ts', '@hushroom/crypto')).toBe(false);
  expect(mayImport('apps/server/src/relay.ts', '@hushroom/client')).toBe(false);
  expect(mayImport('apps/server/src/relay.ts', '@hushroom/wire')).toBe(true);
});

it('keeps keys, Node and the network out of the page', () => {
  for (const specifier of ['@hushroom/crypto', '@hushroom/client', 'node:fs', 'ws', 'electron']) {
    expect(mayImport('apps/desktop/src/renderer/main.ts', specifier)).toBe(false);
  }
  expect(mayImport('apps/desktop/src/renderer/main.ts', '@lucide/svelte/icons/send')).toBe(true);
});

it('keeps I/O out of cryptography and the engine', () => {
  expect(mayImport('packages/crypto/src/index.ts', 'node:crypto')).toBe(false);
  expect(mayImport('packages/client/src/engine.ts', 'node:fs')).toBe(false);
});

it('sees static, type-only, dynamic and re-exporting imports, and those of a component', () => {
  const specifiers = (path: string, text: string): string[] =>
    importsOf({ path, name: path, text }).map(({ specifier }) => specifier);
  const text = `import a from 'a';\nimport type { B } from 'b';\nexport { c } from 'c';\nawait import('d');\n`;
  expect(specifiers('x.ts', text)).toEqual(['a', 'b', 'c', 'd']);
  expect(specifiers('X.svelte', `<p>import no from 'no'</p>\n<script lang="ts">\n${text}</script>`)).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
});
