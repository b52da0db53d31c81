import assert from 'node:assert/strict';
import { Reader, Writer } from '@hushroom/codec';
import { toHex, hex, type VectorFamily } from './family.ts';

interface DeserializationVector {
  vlbytes_header: string;
  length: number;
}

export const deserialization: VectorFamily = {
  name: 'deserialization',
  fields: ['vlbytes_header', 'length'],
  check(vector: DeserializationVector) {
    const writer = new Writer();
    writer.vectorLength(vector.length);
    const header = writer.finish();
    assert.equal(toHex(header), vector.vlbytes_header);
    // The largest lengths would take a gigabyte of content, so a small one shows that the header reads back.
    const content = new Uint8Array(Math.min(vector.length, 2 ** 20));
    const bytes = new Uint8Array(header.length + content.length);
    bytes.set(hex(vector.vlbytes_header));
    const read = (): number => new Reader(bytes).vectorLength(2 ** 30 - 1);
    if (content.length === vector.length) assert.equal(read(), vector.length);
    else assert.throws(read, { code: 'truncated' });
  },
};
