// Length headers of variable-size vectors: RFC 9420 §2.1.2.
import { Reader, Writer } from '@hushroom/codec';
import { family, fromHex, same, sameBytes } from './family.ts';

interface DeserializationCase {
  readonly vlbytes_header: string;
  readonly length: number;
}

export const deserialization = family<DeserializationCase>(
  'deserialization',
  ['vlbytes_header', 'length'],
  (vector) => {
    const header = fromHex(vector.vlbytes_header);
    const bytes = new Uint8Array(header.length + vector.length);
    bytes.set(header);
    const reader = new Reader(bytes);
    same('length', reader.vectorLength(vector.length), vector.length);
    same('header bytes', reader.position, header.length);
    const writer = new Writer();
    writer.vectorLength(vector.length);
    sameBytes('header', writer.finish(), vector.vlbytes_header);
  },
);
