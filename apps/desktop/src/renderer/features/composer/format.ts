// Marks around what is selected: put there, or taken away if they are there already.

export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const MARKS: Readonly<Record<string, string>> = { b: '*', i: '_', e: '`' };

/** The mark that a key asks for together with Ctrl, or null. Ctrl+Shift+X strikes through. */
export function markOf({ key, shiftKey }: { key: string; shiftKey: boolean }): string | null {
  const lower = key.toLowerCase();
  if (shiftKey) return lower === 'x' ? '~' : null;
  return MARKS[lower] ?? null;
}

/** Marks what is selected, without the spaces around it. Nothing selected: the cursor stands between two marks. */
export function toggleMark({ text, start, end }: Selected, mark: string): Selected {
  const chosen = text.slice(start, end);
  const from = start + (chosen.length - chosen.trimStart().length);
  const to = Math.max(from, end - (chosen.length - chosen.trimEnd().length));
  const width = mark.length;
  if (text.slice(from - width, from) === mark && text.slice(to, to + width) === mark) {
    return {
      text: text.slice(0, from - width) + text.slice(from, to) + text.slice(to + width),
      start: from - width,
      end: to - width,
    };
  }
  return {
    text: text.slice(0, from) + mark + text.slice(from, to) + mark + text.slice(to),
    start: from + width,
    end: to + width,
  };
}
