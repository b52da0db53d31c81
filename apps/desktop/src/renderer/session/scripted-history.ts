// The answers of an engine about a conversation with a long past: pages of it from wherever they are asked for.
import type { CallArgs, CallValues, MessageView } from '@hushroom/ipc';
import { message } from './scripted-api.ts';

/** A conversation with messages at the positions 1 to `count`, seen up to `seen`. Others may be in place of bob's plain ones. */
export function history(
  count: number,
  seen = count,
  change: (position: number) => Partial<MessageView> = () => ({}),
) {
  const all = Array.from({ length: count }, (_, index) => message(index + 1, change(index + 1)));
  const older = (before: number, limit: number) => all.slice(0, before - 1).slice(-limit);
  const newer = (after: number, limit: number) => all.slice(Math.max(0, after)).slice(0, limit);
  return {
    'conversation.page': ({
      before,
      limit,
    }: CallArgs<'conversation.page'>): CallValues['conversation.page'] => {
      const messages = older(before ?? count + 1, limit);
      return { messages, more: (messages[0]?.position ?? 1) > 1, seen };
    },
    'conversation.around': ({ at, limit }: CallArgs<'conversation.around'>) => {
      const position = typeof at === 'number' ? at : Number.parseInt(at, 16);
      if (position > count) return 'unknown-message';
      const before = older(position + 1, Math.ceil(limit / 2));
      const messages = [...before, ...newer(position, limit - before.length)];
      const [first = 1, last = 0] = [messages[0]?.position, messages.at(-1)?.position];
      return { messages, more: first > 1, newer: last < count, seen };
    },
    'conversation.after': ({
      after,
      limit,
    }: CallArgs<'conversation.after'>): CallValues['conversation.after'] => {
      const messages = newer(after, limit);
      return { messages, newer: after + messages.length < count };
    },
  } as const;
}
