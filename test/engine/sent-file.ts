// Files from person to person in a world: offered and brought, waited for, fetched and read.
import { seededRandom } from '@hushroom/client/seeded-random.fixture';
import type { FileView, MessageView } from '@hushroom/ipc';
import type { Person } from './world.ts';

export const bytesOf = (length: number): Uint8Array => seededRandom('file')(length);

async function* pieces(bytes: Uint8Array, size = 10_000) {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

export function fileIn({ body }: MessageView): FileView {
  if (body.type !== 'file') throw new Error(`a ${body.type} instead of a file`);
  return body.file;
}

interface Offered {
  readonly name?: string;
  readonly mediaType?: string;
  readonly thumbnail?: string;
  readonly caption?: string;
}

/** Offers a file and brings its bytes; returns the message as it stands at once. */
export async function offer(from: Person, to: string, bytes: Uint8Array, offered: Offered = {}) {
  const { name = 'notes.txt', mediaType = 'text/plain', thumbnail = null, caption = '' } = offered;
  const { id: conversation } = await from.direct(to);
  const file = {
    ...{ kind: 'file' as const, name, mediaType, thumbnail, sizeBytes: bytes.length },
    ...{ width: null, height: null, durationMs: null, waveform: [] },
  };
  return from.call('file.offer', { conversation, file, caption, replyTo: null });
}

export async function send(
  from: Person,
  to: string,
  bytes: Uint8Array,
  offered: Offered = {},
): Promise<MessageView> {
  const { message, ticket } = await offer(from, to, bytes, offered);
  await bring(from, ticket, bytes);
  return message;
}

export async function bring(person: Person, ticket: string, bytes: Uint8Array): Promise<void> {
  const opened = person.engine?.useTicket(ticket);
  if (opened?.direction !== 'in') throw new Error('no ticket to bring bytes');
  await person.settle(opened.take(pieces(bytes)));
}

/** Waits until the newest message that somebody has from `from` is a file; returns it. */
export async function received(person: Person, from: string): Promise<MessageView> {
  await person.world.clock.until(() =>
    person.events.some(({ event }) => event.type === 'message' && event.message.body.type === 'file'),
  );
  const message = (await person.messages(from)).findLast(({ body }) => body.type === 'file');
  if (message === undefined) throw new Error('no file came');
  return message;
}

export async function untilState(person: Person, message: string, state: string): Promise<void> {
  const last = () =>
    person.events
      .filter(({ event }) => event.type === 'transfer' && event.message === message)
      .map(({ event }) => (event.type === 'transfer' ? event.transfer : null))
      .at(-1);
  await person.world.clock.until(() => last()?.state === state);
}

export async function fetched(person: Person, message: string): Promise<Uint8Array> {
  await person.call('file.fetch', { message });
  await untilState(person, message, 'here');
  return read(person, message);
}

export async function read(person: Person, message: string): Promise<Uint8Array> {
  const { ticket } = await person.call('file.open', { message });
  const opened = person.engine?.useTicket(ticket);
  if (opened?.direction !== 'out') throw new Error('no ticket to read bytes');
  const parts: Uint8Array[] = [];
  for await (const part of opened.read()) parts.push(part);
  return Uint8Array.from(Buffer.concat(parts));
}
