// Rules of the interface that no linter knows: words come from the catalogue, and nothing says left or right.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { literalWords } from './literal-words.ts';

const RENDERER = join(import.meta.dirname, '../../apps/desktop/src/renderer');
const files = globSync('{App.svelte,features/**/*.{svelte,ts},ui/**/*.{svelte,ts},session/**/*.ts}', {
  cwd: RENDERER,
}).filter((path) => !path.endsWith('.test.ts') && !path.endsWith('scripted-api.ts'));
const read = (path: string): string => readFileSync(join(RENDERER, path), 'utf8');

/** Declarations that stay where they are when the direction of writing turns around. */
const PHYSICAL =
  /(?:^|[\s;{])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|(?:text-align|float|clear):\s*(?:left|right))\s*[:;]/gm;

function physical(source: string): readonly string[] {
  const css = source.match(/<style>[^]*<\/style>/)?.[0] ?? source;
  return [...css.replaceAll(/\/\*[^]*?\*\//g, '').matchAll(PHYSICAL)].map(([found]) => found.trim());
}

describe('words', () => {
  it('all stand in the catalogue', () => {
    const literal = files.flatMap((path) => literalWords(path, read(path)).map((text) => `${path}: ${text}`));
    expect(literal).toEqual([]);
  });

  it('are found wherever they could hide', () => {
    const component = `<script lang="ts">const a = 'two words'; const b = \`has \${a} in it\`;</script>
      <p title="Said" class="not said">Shown {a === 'not shown' ? 'one' : b}</p>
      {#if a}<Field label={c ? 'Left' : words.right} hint="one {a} two" />{/if}`;
    const found = literalWords('Example.svelte', component).join('|');
    for (const text of ['two words', 'in it', 'Said', 'Shown', 'one', 'Left', 'two'])
      expect(found).toContain(text);
    expect(found).not.toContain('not');
  });
});

describe('styles', () => {
  const styled = [
    ...files.filter((path) => path.endsWith('.svelte')),
    ...globSync('styles/**/*.css', { cwd: RENDERER }),
  ];

  it('name sides by the direction of writing, so that they turn around with it', () => {
    expect(styled.flatMap((path) => physical(read(path)).map((found) => `${path}: ${found}`))).toEqual([]);
  });

  it('are seen through where they do not', () => {
    expect(
      physical('<style>a { margin-left: 1px; text-align: right; } b { inset-inline-start: 0 }</style>'),
    ).toHaveLength(2);
  });
});
