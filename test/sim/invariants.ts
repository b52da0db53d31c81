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

/** What became of each message by what was done to it, in their order. */
function fates({ messages }: Copy): string[] {
  return messages.flatMap(({ id, body, editedAt, reactions, replyTo }) => {
    if (body.type !== 'text' && body.type !== 'deleted') return [];
    const words = body.type === 'text' ? body.text : 'deleted';
    // Each in the order of the log, which is everybody's.
    const marks = reactions.map(({ emoji, from }) => `${emoji} ${from.join(' ')}`);
    return [
      `${id.slice(0, 8)} to ${replyTo?.id.slice(0, 8) ?? 'all'}: ${words}, ${editedAt === null ? 'as it was' : 'changed'} [${marks.join(', ')}]`,
    ];
  });
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
    const found = fates(other);
    const all = fates(first);
    const [left, right] = inOrder ? [all, found] : [all.toSorted(), found.toSorted()];
    if (JSON.stringify(left) !== JSON.stringify(right)) {
      problems.push(
        `${name}: ${first.owner} and ${other.owner} read differently: ${difference(left, right)}`,
      );
    }
  }
  const said = new Set(sent.map(({ text }) => text));
  const changed = first.messages.filter(({ body, editedAt }) => editedAt !== null || body.type === 'deleted');
  const missing = sent.filter(({ text, taken }) => taken && !expected.includes(text));
  // Whose words were changed or taken back is no longer told from its text: there are as many of those as of these.
  if (missing.length > changed.length) {
    problems.push(...missing.map(({ text }) => `${name}: lost, or changed, "${text}"`));
  }
  const kept = first.messages.flatMap(({ body, editedAt }) =>
    body.type === 'text' && editedAt === null ? [body.text] : [],
  );
  for (const text of kept) if (!said.has(text)) problems.push(`${name}: nobody said "${text}"`);
  return problems;
}

/** Whoever asked was let in again. */
export function checkReadded(copy: Copy, names: readonly string[]): string[] {
  const served = copy.messages.flatMap(({ body }) =>
    body.type === 'event' && body.event.type === 'readded' ? [body.event.userName] : [],
  );
  return names.filter((name) => !served.includes(name)).map((name) => `${name} was not let in again`);
}

/** Someone who was not always there has part of it, in the same order, once. */
export function checkPart(name: string, part: Copy, whole: Copy): string[] {
  const all = texts(whole);
  // What was changed or taken back while one was out stands in one's own copy as it was.
  const touched = new Set(
    whole.messages.flatMap(({ id, body, editedAt }) =>
      body.type === 'text' && editedAt === null ? [] : [id],
    ),
  );
  // Own words that were never ordered, because one was out by then, stand in one's own copy only.
  const mine = texts({
    ...part,
    messages: part.messages.filter(
      ({ id, mine, state }) => !(mine && state === 'failed') && !touched.has(id),
    ),
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
