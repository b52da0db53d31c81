// LabeledExtract and LabeledExpand of RFC 9180 §4, with the constant prefixes built once.
import { concat, uint16Bytes, utf8 } from '../bytes.ts';
import { Secret } from '../secret.ts';
import type { Kdf } from './kdf.ts';

export interface LabeledKdf {
  /** RFC 9180 §4: LabeledExtract. */
  extract(salt: Secret, label: string, ikm: Secret): Secret;
  /** RFC 9180 §4: LabeledExpand to `length` bytes. */
  expand(prk: Secret, label: string, info: Uint8Array, length: number): Secret;
}

const VERSION = utf8('HPKE-v1');

/** The labelled KDF of one `suite_id`: `name` followed by identifiers of two bytes each. */
export function labeledKdf(kdf: Kdf, name: 'KEM' | 'HPKE', ids: readonly number[]): LabeledKdf {
  const versionAndSuite = concat(VERSION, utf8(name), ...ids.map(uint16Bytes));
  const prefixes = new Map<string, Uint8Array>();
  const prefix = (label: string): Uint8Array => {
    let bytes = prefixes.get(label);
    if (bytes === undefined) prefixes.set(label, (bytes = concat(versionAndSuite, utf8(label))));
    return bytes;
  };
  return {
    extract(salt, label, ikm) {
      const labeledIkm = ikm.use((bytes) => Secret.of(concat(prefix(label), bytes)));
      const prk = kdf.extract(salt, labeledIkm);
      labeledIkm.wipe();
      return prk;
    },
    expand: (prk, label, info, length) =>
      kdf.expand(prk, concat(uint16Bytes(length), prefix(label), info), length),
  };
}
