// What must be true after every run, whatever went wrong in it. Each violation is one sentence.
import type { MessageView } from '@hushroom/ipc';
import type { Sent } from './scripts.ts';

/** What one person has of one conversation in the end. */
export interface Copy {
  readonly owner: string;
  readonly messages: readonly MessageView[];
}

/** Texts in their order; what is no text counts as a violation elsewhere. */
function texts({ messages }: Copy): string[] {
  return messages.flatMap(({ body }) => (body.type === 'text' ? [body.text] : []));
}

/** Everyone who was there from the beginning has the same, in the same order, once: all that was taken, nothing else. */
export function checkSame(
  name: string,
  copies: readonly Copy[],
  sent: readonly Sent[],
  inOrder: boolean,
): string[] {
  const problems = copies.flatMap((copy) => [...checkOnce(name, copy), ...checkReadable(name, copy)]);
  const [first, ...others] = copies;
  if (first === undefined) return problems;
  const expected = texts(first);
  for (const other of others) {
    const found = texts(other);
    const [left, right] = inOrder ? [expected, found] : [expected.toSorted(), found.toSorted()];
    if (JSON.stringify(left) !== JSON.stringify(right)) {
      problems.push(
        `${name}: ${first.owner} and ${other.owner} read differently: ${difference(left, right)}`,
      );
    }
  }
  const said = new Set(sent.map(({ text }) => text));
  for (const { text, taken } of sent) {
    if (taken && !expected.includes(text)) problems.push(`${name}: lost "${text}"`);
  }
  for (const text of expected) if (!said.has(text)) problems.push(`${name}: nobody said "${text}"`);
  return problems;
}

/** Someone who was not always there has part of it, in the same order, once. */
export function checkPart(name: string, part: Copy, whole: Copy): string[] {
  const all = texts(whole);
  // Own words that were never ordered, because one was out by then, stand in one's own copy only.
  const mine = texts({
    ...part,
    messages: part.messages.filter(({ mine, state }) => !(mine && state === 'failed')),
  });
  const problems = checkOnce(name, part);
  let at = -1;
  for (const text of mine) {
    const next = all.indexOf(text);
    if (next === -1) problems.push(`${name}: ${part.owner} alone has "${text}"`);
    else if (next < at) problems.push(`${name}: ${part.owner} has "${text}" in another order`);
    else at = next;
  }
  return problems;
}

function checkOnce(name: string, copy: Copy): string[] {
  const found = texts(copy);
  const twice = found.filter((text, at) => found.indexOf(text) !== at);
  return twice.map((text) => `${name}: ${copy.owner} has "${text}" twice`);
}

function checkReadable(name: string, { owner, messages }: Copy): string[] {
  return messages.flatMap(({ body, state, from }) => {
    if (body.type === 'unreadable') return [`${name}: ${owner} cannot read an entry: ${body.code}`];
    if (state === 'queued' || state === 'failed') return [`${name}: a message of ${from} is ${state}`];
    return [];
  });
}

function difference(left: readonly string[], right: readonly string[]): string {
  const at = left.findIndex((text, index) => text !== right[index]);
  const place = at === -1 ? left.length : at;
  return `${left.length} and ${right.length} messages, first at ${place}: "${left[place] ?? ''}" and "${right[place] ?? ''}"`;
}
