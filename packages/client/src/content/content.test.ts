// What stands beside a part, and what another version or a member who means harm may put there.
import { CodecError, encode, opaque, struct, uint16, vector } from '@hushroom/codec';
import { describe, expect, it } from 'vitest';
import { decodeContent, encodeContent, withHeads } from './content.ts';
import { paddedLength } from './padding.ts';
import { headsThatFit, ROOM_HEADS_MAX, type RoomHead } from './room-head.ts';

const text = (words: string): Uint8Array =>
  encodeContent({
    messageId: new Uint8Array(16).fill(1),
    sentAt: 1_700_000_000_000,
    roster: { seq: 4, transcript: new Uint8Array(32).fill(2) },
    part: { type: 'text', text: words },
  });

const heads = (count: number): RoomHead[] =>
  Array.from({ length: count }, (_, index) => ({
    logId: new Uint8Array(32).fill(index),
    seq: 2 ** 53 - 1 - index,
    transcript: new Uint8Array(32).fill(255 - index),
  }));

interface Extension {
  readonly type: number;
  readonly data: Uint8Array;
}

/** A content with any extensions, as anybody could encode it. */
function withExtensions(...extensions: readonly Extension[]): Uint8Array {
  const list = vector(struct<Extension>({ type: uint16, data: opaque(1e6) }), 1e6);
  const plain = text('hello');
  // Without extensions it ends in a list of none: one byte.
  return Uint8Array.from([...plain.slice(0, -1), ...encode(list, extensions)]);
}

/** As docs/protocol.md writes it: seq and hash follow the log's id, 72 bytes in all, after their length. */
const dataOf = (told: readonly RoomHead[]): Uint8Array =>
  encode(
    opaque(1e6),
    Uint8Array.from(
      told.flatMap(({ logId, seq, transcript }) => {
        const number = new DataView(new ArrayBuffer(8));
        number.setBigUint64(0, BigInt(seq));
        return [...logId, ...new Uint8Array(number.buffer), ...transcript];
      }),
    ),
  );

describe('heads of other rooms', () => {
  it('stand beside the part as extension 5, and are read as they were told', () => {
    const plain = text('hello');
    expect(withHeads(plain, [])).toBe(plain);
    expect(withHeads(plain, heads(3))).toEqual(withExtensions({ type: 5, data: dataOf(heads(3)) }));
    const content = decodeContent(withHeads(plain, heads(ROOM_HEADS_MAX)));
    expect(content.extensions.heads).toEqual(heads(ROOM_HEADS_MAX));
    expect(content.part).toEqual({ type: 'text', text: 'hello' });
  });

  it('are none where nothing is told, and what is not known beside them is ignored', () => {
    expect(decodeContent(text('hello')).extensions.heads).toEqual([]);
    const newer = withExtensions({ type: 900, data: dataOf(heads(2)) }, { type: 5, data: dataOf(heads(1)) });
    expect(decodeContent(newer).extensions.heads).toEqual(heads(1));
  });

  it('are refused where no version would send them so', () => {
    const refused = (data: Uint8Array, more: readonly Extension[] = []): void => {
      expect(() => decodeContent(withExtensions({ type: 5, data }, ...more))).toThrow(CodecError);
    };
    const data = dataOf(heads(2));
    expect(() => withHeads(text('hello'), heads(ROOM_HEADS_MAX + 1))).toThrow(CodecError);
    refused(dataOf(heads(ROOM_HEADS_MAX + 1)));
    for (let length = 0; length < data.length; length += 1) refused(data.slice(0, length));
    refused(Uint8Array.from([...data, 0]));
    // Fewer bytes than eight make a head, under a length that fits them.
    refused(encode(opaque(1e6), new Uint8Array(71)));
    refused(dataOf([...heads(1), ...heads(1)]));
    refused(data, [{ type: 5, data }]);
    const tooLarge = data.slice();
    tooLarge[2 + 32] = 0xff;
    refused(tooLarge);
  });

  it('never make a message fill another bucket', () => {
    for (let length = 0; length < 4_000; length += 5) {
      const content = text('x'.repeat(length));
      const bucket = paddedLength(content.length);
      const fitting = headsThatFit(bucket - content.length);
      expect(fitting).toBeLessThanOrEqual(ROOM_HEADS_MAX);
      expect(withHeads(content, heads(fitting)).length).toBeLessThanOrEqual(bucket);
    }
  });

  it('leave the smallest bucket room for some words', () => {
    const content = text('x'.repeat(200));
    expect(headsThatFit(1024 - 128 - content.length)).toBe(ROOM_HEADS_MAX);
  });
});

it('bytes that anybody makes up are refused, or read as what they say', () => {
  const content = withHeads(text('hello'), heads(3));
  for (let at = 0; at < content.length; at += 1) {
    for (const value of [0, 1, 0x40, 0xff]) {
      const changed = content.slice();
      changed[at] = value;
      try {
        decodeContent(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(CodecError);
      }
    }
  }
});
