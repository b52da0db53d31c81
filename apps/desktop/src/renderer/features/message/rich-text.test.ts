import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareText, richText, type Block, type Inline } from './rich-text.ts';

/** A tree as one short line: *b*, _i_, ~s~, `c`, [link|href], @name. */
const flat = (nodes: readonly Inline[]): string =>
  nodes
    .map((node) => {
      switch (node.kind) {
        case 'text':
          return node.text;
        case 'code':
          return `<code ${node.text}>`;
        case 'link':
          return `<link ${node.text} ${node.href}>`;
        case 'mention':
          return `<mention ${node.userName}>`;
        default:
          return `<${node.kind} ${flat(node.children)}>`;
      }
    })
    .join('');

const shown = (block: Block): string => {
  if (block.kind === 'code') return `block ${block.text}`;
  if (block.kind === 'list') {
    const items = block.items.map(flat).join(' | ');
    return `${block.ordered ? `list from ${block.start}` : 'list'}: ${items}`;
  }
  return `${block.kind}: ${flat(block.children)}`;
};

const read = (text: string): readonly string[] => richText(text).map(shown);

describe('richText', () => {
  it('reads the marks within a line, one inside the other', () => {
    expect(read('a *b* and _c_, ~d~ or `e*f*`')).toEqual([
      'paragraph: a <bold b> and <italic c>, <strike d> or <code e*f*>',
    ]);
    expect(read('**all _of_ it**, ~~gone~~')).toEqual([
      'paragraph: <bold all <italic of> it>, <strike gone>',
    ]);
  });

  it('leaves signs alone that mark nothing', () => {
    const plain = [
      '2 * 3 * 4',
      'snake_case_name',
      '*',
      '**',
      'x * a*',
      'a ~ b',
      '*open',
      '5*6*7',
      '***',
      '``',
    ];
    for (const text of plain) expect(read(text)).toEqual([`paragraph: ${text}`]);
  });

  it('never cuts a link at a mark within it, nor offers one that is none', () => {
    expect(read('see https://a.example/_x_/*y* now')).toEqual([
      'paragraph: see <link https://a.example/_x_/*y* https://a.example/_x_/*y*> now',
    ]);
    expect(read('*https://a.example/*')).toEqual([
      'paragraph: <bold <link https://a.example/ https://a.example/>>',
    ]);
    for (const text of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'ftp://a.example/',
      'data:text/html,x',
    ]) {
      expect(read(text).join('')).not.toContain('<link javascript');
      expect(read(text).join('')).not.toMatch(/<link \S+ (?!https:|http:|mailto:)/u);
    }
  });

  it('finds a link whatever it is told by: a name, an address, a scheme, this computer', () => {
    for (const link of ['a.org', 'bob@a.org', 'https://a.example', 'localhost', 'LOCALHOST'])
      expect(read(`see ${link} now`)[0]).toContain(`<link ${link} `);
  });

  it('reads blocks: code as it is, quotes, lists with their first number', () => {
    expect(read('before\n```\n*not bold*\n  kept\n```\nafter')).toEqual([
      'paragraph: before',
      'block *not bold*\n  kept',
      'paragraph: after',
    ]);
    expect(read('> one\n> *two*\nthree')).toEqual(['quote: one\n<bold two>', 'paragraph: three']);
    expect(read('- a\n- b\n3. c\n4. d')).toEqual(['list: a | b', 'list from 3: c | d']);
    expect(read('```\nnever closed')).toEqual(['paragraph: ```\nnever closed']);
  });

  it('marks people where they are named, and nowhere within code', () => {
    const text = '*@bob* and `@bob`';
    const blocks = richText(text, [
      { start: 1, userName: 'bob' },
      { start: 12, userName: 'bob' },
    ]);
    expect(blocks.map(shown)).toEqual(['paragraph: <bold <mention bob>> and <code @bob>']);
  });

  it('keeps every character that is not a mark, whatever the text', () => {
    const signs = fc.constantFrom(
      '*',
      '_',
      '~',
      '`',
      '>',
      '- ',
      '1. ',
      '\n',
      '```\n',
      ' ',
      'a',
      'é',
      '𝒳',
      'x.org',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 80 }), (parts) => {
        const text = parts.join('');
        const letters = (all: string): string => all.replaceAll(/[^a-zé𝒳]/gu, '');
        const leaves = (nodes: readonly Inline[]): string =>
          nodes.map((node) => ('children' in node ? leaves(node.children) : node.text)).join('');
        const all = richText(text)
          .map((block) =>
            block.kind === 'code'
              ? block.text
              : block.kind === 'list'
                ? block.items.map(leaves).join('')
                : leaves(block.children),
          )
          .join('');
        // What follows an opening fence on its line names a language and is not shown.
        if (!text.includes('```')) expect(letters(all)).toBe(letters(text));
      }),
      { numRuns: 300 },
    );
  });

  // A reader that tries every way to pair the marks would not come to an end before the run's own limit.
  it('comes to an end with the longest hostile message', () => {
    const attacks = [
      '*a ',
      '`',
      '*_~',
      '> ',
      '- ',
      '```\n',
      '_*',
      'a.',
      '@a',
      'http://',
      'a@',
      '(',
      '~~a ',
      '*a* ',
    ];
    for (const attack of attacks) {
      const text = attack.repeat(Math.floor((16 * 1024) / attack.length));
      expect(richText(text).length, attack).toBeGreaterThan(0);
    }
  });
});

describe('bareText', () => {
  it('is what is written where nothing is marked, over all its lines', () => {
    for (const text of ['plain words', 'one\n\ntwo 2 * 3', '', 'a_b_c'])
      expect(bareText(richText(text))).toBe(text);
  });

  it('is none where anything is marked', () => {
    for (const text of ['a *b*', '`c`', '> d', '- e', '```\nf\n```', 'g\n> h', 'see a.org'])
      expect(bareText(richText(text))).toBeNull();
    expect(bareText(richText('@bob', [{ start: 0, userName: 'bob' }]))).toBeNull();
  });
});
