// Reads along with somebody, as whoever has their keys could: what members really put into their messages, decoded by nothing
// but docs/protocol.md.
import { decode, fixed, opaque, struct, uint16, uint53, vector, type Codec } from '@hushroom/codec';
import { CryptoError, loadGroup, processMessage, Secret } from '@hushroom/crypto';
import { relayFrame } from '@hushroom/wire';
import type { Person } from './world.ts';

export interface Overheard {
  /** Hex of the log that it stands in. */
  readonly log: string;
  readonly kind: number;
  /** Logs of which it tells a head, in hex, and how far. */
  readonly heads: ReadonlyMap<string, number>;
  /** What the relay sees of it. */
  readonly bytes: number;
}

const HEADS = 5;

interface Content {
  readonly messageId: Uint8Array;
  readonly sentAt: number;
  readonly rosterSeq: number;
  readonly rosterTree: Uint8Array;
  readonly kind: number;
  readonly body: Uint8Array;
  readonly extensions: readonly { readonly type: number; readonly data: Uint8Array }[];
}

const content: Codec<Content> = struct<Content>({
  messageId: fixed(16),
  sentAt: uint53,
  rosterSeq: uint53,
  rosterTree: fixed(32),
  kind: uint16,
  body: opaque(65_536),
  extensions: vector(struct({ type: uint16, data: opaque(65_536) }), 65_536),
});

interface Head {
  readonly logId: Uint8Array;
  readonly seq: number;
  readonly transcript: Uint8Array;
}

const heads = vector(struct<Head>({ logId: fixed(32), seq: uint53, transcript: fixed(32) }), 65_536);

/** Collects what others say wherever the person is, from now on. */
export function wiretap(person: Person): Overheard[] {
  const overheard: Overheard[] = [];
  person.fromRelay = (bytes) => {
    const frame = decode(relayFrame, bytes);
    if (!('push' in frame) || frame.push.type !== 'entry' || frame.push.entry.kind !== 'message')
      return bytes;
    const { logId, entry } = frame.push;
    const plaintext = entry.payload === null ? null : open(person, hex(logId), entry.payload);
    if (plaintext === null) return bytes;
    const { kind, extensions } = decode(content, plaintext);
    const data = extensions.find(({ type }) => type === HEADS)?.data;
    const told = data === undefined ? [] : decode(heads, data);
    overheard.push({
      log: hex(logId),
      kind,
      heads: new Map(told.map((head) => [hex(head.logId), head.seq])),
      bytes: entry.payload?.length ?? 0,
    });
    return bytes;
  };
  return overheard;
}

/** Null for one's own, and for what is no message. */
function open({ disk }: Person, log: string, payload: Uint8Array): Uint8Array | null {
  const records = [...(disk.records.get('group') ?? [])]
    .filter(([key]) => key.startsWith(log))
    .map(([key, value]) => [key.slice(log.length + 1), value.slice()] as const);
  if (records.length === 0) return null;
  const group = loadGroup(new Map(records), Secret.of(new Uint8Array(32)));
  try {
    const processed = processMessage(group, payload, {
      checkCredential: () => undefined,
      checkCommit: () => undefined,
    });
    return processed.kind === 'application' ? processed.plaintext : null;
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
