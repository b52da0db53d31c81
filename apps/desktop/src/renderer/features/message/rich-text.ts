// The marks people type in a message – *bold*, _italic_, ~strike~, `code`, ``` blocks, > quotes and lists – as a small
// tree. It decides nothing about looks and makes no HTML: components turn each node into an element with text in it.
// Every pass over the text is linear in its length, whatever the text is.
import type { Mention } from '@hushroom/ipc';
import { tokenize } from 'linkifyjs';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'mention'; readonly text: string; readonly userName: string }
  | { readonly kind: 'bold'; readonly children: readonly Inline[] }
  | { readonly kind: 'italic'; readonly children: readonly Inline[] }
  | { readonly kind: 'strike'; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      /** Number of the first item of an ordered list. */
      readonly start: number;
      readonly items: readonly (readonly Inline[])[];
    };

/** A part of the text that no mark may cut: a link, a mention or code. */
interface Atom {
  readonly start: number;
  readonly end: number;
  readonly node: Inline;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

type MarkKind = 'bold' | 'italic' | 'strike';

const MARKS: Readonly<Record<string, MarkKind>> = { '*': 'bold', _: 'italic', '~': 'strike' };
const FENCE = '```';
const BULLET = /^[-*•] +(?=\S)/u;
const NUMBER = /^(\d{1,6})[.)] +(?=\S)/u;
const QUOTE = /^> ?/u;
/** Only these are ever offered to be opened. */
const SCHEMES = /^(?:https?:|mailto:)/iu;
/** What stands in every link; most texts need not be searched for one. */
const LINKED = /[.:@]|localhost/iu;
const WORD = /[\p{L}\p{N}\p{M}_]/u;

/** Reads the marks of a text. `mentions` are ascending and do not overlap. */
export function richText(text: string, mentions: readonly Mention[] = []): readonly Block[] {
  return new Reader(text, mentions).blocks();
}

/** The text of a message in which nothing is marked, as nearly all are; null where something is. */
export function bareText(blocks: readonly Block[]): string | null {
  const [block, ...others] = blocks;
  if (block?.kind !== 'paragraph' || others.length > 0) return null;
  return block.children.every(({ kind }) => kind === 'text') ? joined(block.children) : null;
}

/** The text as it reads without its marks, a line for each line and item. */
export function unmarked(text: string): string {
  return richText(text)
    .map((block) => {
      if (block.kind === 'code') return block.text;
      if (block.kind === 'list') {
        const sign = (index: number): string => (block.ordered ? `${block.start + index}.` : '•');
        return block.items.map((item, index) => `${sign(index)} ${joined(item)}`).join('\n');
      }
      return joined(block.children);
    })
    .join('\n');
}

function joined(nodes: readonly Inline[]): string {
  return nodes.map((node) => ('children' in node ? joined(node.children) : node.text)).join('');
}

class Reader {
  readonly #text: string;
  /** Ascending, without overlap. */
  readonly #atoms: readonly Atom[];
  /** The first atom that does not end before the place that is read. */
  #atom = 0;

  constructor(text: string, mentions: readonly Mention[]) {
    this.#text = text;
    this.#atoms = atomsOf(text, mentions);
  }

  blocks(): readonly Block[] {
    const blocks: Block[] = [];
    const lines = linesOf(this.#text);
    let paragraph = null as Span | null;
    const flush = (): void => {
      if (paragraph !== null) blocks.push({ kind: 'paragraph', children: this.#inline(paragraph) });
      paragraph = null;
    };
    let fences = true;
    for (let at = 0; at < lines.length;) {
      const line = lines[at] ?? { start: 0, end: 0 };
      const words = this.#text.slice(line.start, line.end);
      if (fences && words.startsWith(FENCE)) {
        const isFence = ({ start, end }: Span): boolean => this.#text.slice(start, end).trimEnd() === FENCE;
        const close = lines.findIndex((other, index) => index > at && isFence(other));
        // A block that is never closed is text, and so are all later openings.
        fences = close !== -1;
        if (fences) {
          flush();
          const from = line.end + 1;
          blocks.push({
            kind: 'code',
            text: this.#text.slice(from, Math.max(from, (lines[close]?.start ?? 0) - 1)),
          });
          at = close + 1;
          continue;
        }
      }
      const special = QUOTE.test(words)
        ? QUOTE
        : BULLET.test(words)
          ? BULLET
          : NUMBER.test(words)
            ? NUMBER
            : null;
      if (special === null) {
        paragraph = paragraph === null ? line : { start: paragraph.start, end: line.end };
        at += 1;
        continue;
      }
      flush();
      const taken = this.#run(lines, at, special);
      blocks.push(special === QUOTE ? this.#quote(taken) : this.#list(taken, special, words));
      at += taken.length;
    }
    flush();
    return blocks;
  }

  /** The lines from `at` on that begin with `pattern`, without that beginning. */
  #run(lines: readonly Span[], at: number, pattern: RegExp): readonly Span[] {
    const taken: Span[] = [];
    for (let index = at; index < lines.length; index++) {
      const { start, end } = lines[index] ?? { start: 0, end: 0 };
      const match = pattern.exec(this.#text.slice(start, end));
      if (match === null) break;
      taken.push({ start: start + match[0].length, end });
    }
    return taken;
  }

  #quote(lines: readonly Span[]): Block {
    const children = lines.flatMap((line, index): readonly Inline[] =>
      index === 0 ? this.#inline(line) : [{ kind: 'text', text: '\n' }, ...this.#inline(line)],
    );
    return { kind: 'quote', children };
  }

  #list(lines: readonly Span[], pattern: RegExp, first: string): Block {
    const start = Number(NUMBER.exec(first)?.[1] ?? 1);
    return {
      kind: 'list',
      ordered: pattern === NUMBER,
      start,
      items: lines.map((line) => this.#inline(line)),
    };
  }

  /** The nodes of a span that lies after all that were read before. */
  #inline(span: Span): readonly Inline[] {
    return linesOf(this.#text, span).flatMap((line, index): readonly Inline[] => {
      const nodes = this.#marked(line, new Set());
      return index === 0 ? nodes : [{ kind: 'text', text: '\n' }, ...nodes];
    });
  }

  /** The nodes of a part of one line, inside the marks that are open. */
  #marked({ start, end }: Span, open: ReadonlySet<string>): readonly Inline[] {
    const nodes: Inline[] = [];
    /** Marks that have no end on the rest of this line, so that none is looked for twice. */
    const endless = new Set<string>();
    let plainFrom = start;
    const text = (to: number): void => {
      if (to > plainFrom) nodes.push({ kind: 'text', text: this.#text.slice(plainFrom, to) });
    };
    for (let at = start; at < end;) {
      const atom = this.#atomAt(at);
      if (atom !== null && atom.end <= end) {
        text(at);
        nodes.push(atom.node);
        at = atom.end;
        plainFrom = at;
        continue;
      }
      const sign = this.#text[at] ?? '';
      const kind = MARKS[sign];
      const width = this.#text[at + 1] === sign ? 2 : 1;
      const mark = sign.repeat(width);
      if (kind !== undefined && !open.has(sign) && !endless.has(mark) && this.#opens(at, width)) {
        const close = this.#close(at + width, end, mark);
        if (close === -1) {
          endless.add(mark);
        } else {
          text(at);
          const inner = { start: at + width, end: close };
          nodes.push({ kind, children: this.#marked(inner, new Set([...open, sign])) });
          at = close + width;
          plainFrom = at;
          continue;
        }
      }
      at += kind === undefined ? 1 : width;
    }
    text(end);
    return nodes;
  }

  /** Whether a mark here begins something: not within a word, and with something right after it. */
  #opens(at: number, width: number): boolean {
    return !this.#isWord(at - 1) && !this.#isSpace(at + width) && this.#text[at + width] !== this.#text[at];
  }

  /** Where the mark ends before `end`; -1 if nowhere. */
  #close(from: number, end: number, mark: string): number {
    for (let at = from; at + mark.length <= end;) {
      const atom = this.#atomAt(at);
      if (atom !== null) {
        at = atom.end;
      } else if (
        this.#text.startsWith(mark, at) &&
        at > from &&
        !this.#isSpace(at - 1) &&
        !this.#isWord(at + mark.length) &&
        this.#text[at + mark.length] !== mark[0]
      ) {
        return at;
      } else {
        at += 1;
      }
    }
    return -1;
  }

  /** The atom that begins at a place, or null. */
  #atomAt(at: number): Atom | null {
    // Inner parts are read again, so the place may step back; by little, since it stays on its line.
    while (this.#atom > 0 && (this.#atoms[this.#atom - 1]?.end ?? 0) > at) this.#atom -= 1;
    while ((this.#atoms[this.#atom]?.end ?? Infinity) <= at) this.#atom += 1;
    const atom = this.#atoms[this.#atom];
    return atom?.start === at ? atom : null;
  }

  #isWord(at: number): boolean {
    return WORD.test(this.#text[at] ?? ' ');
  }

  #isSpace(at: number): boolean {
    return /\s/u.test(this.#text[at] ?? ' ');
  }
}

/** The lines of a text, or of a part of it, without their ends. */
function linesOf(text: string, { start, end }: Span = { start: 0, end: text.length }): readonly Span[] {
  const lines: Span[] = [];
  for (let from = start; from <= end;) {
    const next = text.indexOf('\n', from);
    const to = next === -1 || next > end ? end : next;
    lines.push({ start: from, end: to });
    from = to + 1;
  }
  return lines;
}

/** Code, then mentions, then links: what comes first wins where two overlap. */
function atomsOf(text: string, mentions: readonly Mention[]): readonly Atom[] {
  const code = [...text.matchAll(/(`{1,3})([^`\n]+)\1/gu)].map(({ index, 0: whole, 2: inner }): Atom => ({
    start: index,
    end: index + whole.length,
    node: { kind: 'code', text: inner ?? '' },
  }));
  // Names after the part of the text that is shown are left out.
  const named = mentions.flatMap(({ start, userName }): Atom[] => {
    const name = `@${userName}`;
    const node: Inline = { kind: 'mention', text: name, userName };
    return text.startsWith(name, start) ? [{ start, end: start + name.length, node }] : [];
  });
  return merged(merged(code, named), linksOf(text));
}

function linksOf(text: string): readonly Atom[] {
  if (!LINKED.test(text)) return [];
  const links: Atom[] = [];
  for (const token of tokenize(text)) {
    if (!token.isLink) continue;
    const start = token.startIndex();
    // A mark around a link is not part of it.
    const around = text[start - 1] ?? '';
    const marked = around in MARKS && token.v.endsWith(around) ? 1 : 0;
    const end = token.endIndex() - marked;
    const whole = token.toHref('https');
    const href = whole.slice(0, whole.length - marked);
    if (!SCHEMES.test(href) || !URL.canParse(href)) continue;
    links.push({ start, end, node: { kind: 'link', text: text.slice(start, end), href } });
  }
  return links;
}

/** Both lists in order; of the second only what touches nothing of the first. */
function merged(first: readonly Atom[], second: readonly Atom[]): readonly Atom[] {
  let at = 0;
  const free = second.filter(({ start, end }) => {
    while ((first[at]?.end ?? Infinity) <= start) at += 1;
    return (first[at]?.start ?? Infinity) >= end;
  });
  return [...first, ...free].sort((a, b) => a.start - b.start);
}
