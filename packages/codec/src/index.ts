// Everything that other packages may use of the codec, by name.
export { decodeBase32, encodeBase32 } from './base32.ts';
export { CodecError, type CodecErrorCode } from './error.ts';
export { Reader } from './reader.ts';
export { VECTOR_BYTES_MAX, Writer } from './writer.ts';
export {
  boolean,
  decode,
  encode,
  enumeration,
  fixed,
  opaque,
  optional,
  select,
  struct,
  text,
  uint8,
  uint16,
  uint32,
  uint53,
  uint64,
  vector,
  type Codec,
  type Of,
} from './codec.ts';
