import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { CodecError, decode, encode } from '@hushroom/codec';
import {
  accessHash,
  entryHash,
  relayFrame,
  requestFrame,
  transcriptNext,
  transcriptStart,
  type Entry,
  type RequestFrame,
} from './index.ts';

const sha256 = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(bytes).digest());
const bytes = (length: number, fill: number): Uint8Array => new Uint8Array(length).fill(fill);

const append: RequestFrame = {
  id: 9,
  request: {
    type: 'log.append',
    logId: bytes(32, 1),
    kind: 'commit',
    clientEntryId: bytes(16, 2),
    after: 3,
    payload: bytes(100, 4),
    keepSeconds: 0,
    welcomes: [{ deviceId: bytes(16, 5), payload: bytes(10, 6) }],
    rotation: {
      nextAccessHash: bytes(32, 7),
      controlKeys: null,
      controlKey: bytes(32, 8),
      signature: bytes(64, 9),
    },
  },
};

describe('frames', () => {
  it('survives a round trip and refuses every truncation', () => {
    const encoded = encode(requestFrame, append);
    expect(decode(requestFrame, encoded)).toEqual(append);
    for (let length = 0; length < encoded.length; length++) {
      expect(() => decode(requestFrame, encoded.subarray(0, length))).toThrow(CodecError);
    }
  });

  it('answers any bytes with a value or a coded error, and one value has one encoding', () => {
    for (const codec of [requestFrame, relayFrame]) {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
          let frame;
          try {
            frame = decode<unknown>(codec, input);
          } catch (error) {
            expect(error).toBeInstanceOf(CodecError);
            return;
          }
          expect(encode<unknown>(codec as never, frame)).toEqual(input);
        }),
      );
    }
  });
});

describe('transcript', () => {
  const log = { relayId: bytes(32, 1), logId: bytes(32, 2) };
  const entry: Entry = {
    seq: 1,
    kind: 'message',
    clientEntryId: bytes(16, 3),
    after: 0,
    payload: bytes(4, 4),
  };
  const run = (entries: readonly Entry[]): Uint8Array =>
    entries.reduce(
      (transcript, next) => transcriptNext(sha256, transcript, entryHash(sha256, next)),
      transcriptStart(sha256, log),
    );

  it('differs when anything that a sender chose, its place, the log or the relay differs', () => {
    const variants: (readonly Entry[])[] = [
      [],
      [entry],
      [entry, { ...entry, seq: 2 }],
      [{ ...entry, seq: 2 }],
      [{ ...entry, kind: 'commit' }],
      [{ ...entry, after: 1 }],
      [{ ...entry, clientEntryId: bytes(16, 9) }],
      [{ ...entry, payload: bytes(5, 4) }],
    ];
    const results = variants.map((entries) => Buffer.from(run(entries)).toString('hex'));
    results.push(Buffer.from(transcriptStart(sha256, { ...log, relayId: bytes(32, 9) })).toString('hex'));
    results.push(Buffer.from(transcriptStart(sha256, { ...log, logId: bytes(32, 9) })).toString('hex'));
    expect(new Set(results).size).toBe(results.length);
  });

  it('binds an access hash to its log', () => {
    const token = bytes(32, 5);
    expect(accessHash(sha256, { logId: bytes(32, 1), token })).not.toEqual(
      accessHash(sha256, { logId: bytes(32, 2), token }),
    );
  });
});
