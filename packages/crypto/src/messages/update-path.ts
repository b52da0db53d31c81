// UpdatePath and HPKECiphertext (RFC 9420 §7.6).
import { struct } from '@hushroom/codec';
import { leafNodeCodec, type LeafNode } from './leaf-node.ts';
import { bytes, list } from './vector.ts';

export interface HpkeCiphertext {
  readonly kemOutput: Uint8Array;
  readonly ciphertext: Uint8Array;
}

export const hpkeCiphertextCodec = struct<HpkeCiphertext>({ kemOutput: bytes, ciphertext: bytes });

/** The new key of one node of the sender's filtered direct path, and its path secret for everyone below the copath. */
export interface UpdatePathNode {
  readonly encryptionKey: Uint8Array;
  readonly encryptedPathSecret: readonly HpkeCiphertext[];
}

const updatePathNodeCodec = struct<UpdatePathNode>({
  encryptionKey: bytes,
  encryptedPathSecret: list(hpkeCiphertextCodec),
});

export interface UpdatePath {
  readonly leafNode: LeafNode;
  /** In the order of the filtered direct path, leaf to root. */
  readonly nodes: readonly UpdatePathNode[];
}

export const updatePathCodec = struct<UpdatePath>({
  leafNode: leafNodeCodec,
  nodes: list(updatePathNodeCodec),
});
