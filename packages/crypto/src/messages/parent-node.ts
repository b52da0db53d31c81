// ParentNode (RFC 9420 §7.1) and the nodes of a ratchet tree on the wire (§12.4.3.3).
import { optional, select, struct, uint32, uint8, type Codec, type Of } from '@hushroom/codec';
import type { LeafIndex } from '../tree/math.ts';
import { leafNodeCodec, type LeafNode } from './leaf-node.ts';
import { bytes, list } from './vector.ts';

/** A key held by everyone below it, except by the leaves listed as unmerged. */
export interface ParentNode {
  readonly encryptionKey: Uint8Array;
  readonly parentHash: Uint8Array;
  /** In increasing order. */
  readonly unmergedLeaves: readonly LeafIndex[];
}

export const parentNodeCodec: Codec<ParentNode> = struct<ParentNode>({
  encryptionKey: bytes,
  parentHash: bytes,
  unmergedLeaves: list(uint32 as Codec<LeafIndex>),
});

export const nodeCodec = select<{
  leaf: { readonly leafNode: LeafNode };
  parent: { readonly parentNode: ParentNode };
}>(uint8, {
  leaf: [1, struct({ leafNode: leafNodeCodec })],
  parent: [2, struct({ parentNode: parentNodeCodec })],
});

/** A leaf or a parent, as it stands in the `ratchet_tree` extension. */
export type Node = Of<typeof nodeCodec>;

/** `optional<Node> ratchet_tree<V>`: nodes in left-to-right in-order, blank ones as `null`. */
export const ratchetTreeCodec = list(optional(nodeCodec));
