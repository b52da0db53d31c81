// How a message speaks of another: by the id of its row, which every member computes alike from the author's account key
// and the message id. So a reference cannot be made to mean another author's message.
import { fixed, type Codec } from '@hushroom/codec';
import { fromHex, toHex } from '../hex.ts';

export const TARGET_BYTES = 16;

const bytes = fixed(TARGET_BYTES);

/** A row id as hex. */
export const target: Codec<string> = {
  write: (writer, value) => {
    bytes.write(writer, fromHex(value));
  },
  read: (reader) => toHex(bytes.read(reader)),
};
