// LeafNode and what its signature covers (RFC 9420 §7.2).
import { encode, select, struct, uint32, uint8, type Codec, type Of } from '@hushroom/codec';
import type { LeafIndex } from '../tree/math.ts';
import { capabilitiesCodec, lifetimeCodec, type Capabilities, type Lifetime } from './capabilities.ts';
import { credentialCodec, type Credential } from './credential.ts';
import { extensionsCodec, type Extension } from './extension.ts';
import { bytes } from './vector.ts';

const leafNodeSourceCodec = select<{
  keyPackage: { readonly lifetime: Lifetime };
  update: object;
  commit: { readonly parentHash: Uint8Array };
}>(uint8, {
  keyPackage: [1, struct({ lifetime: lifetimeCodec })],
  update: [2, struct({})],
  commit: [3, struct({ parentHash: bytes })],
});

/** How a leaf came into the tree, with what that way adds to it. */
export type LeafNodeSource = Of<typeof leafNodeSourceCodec>;

/** A leaf before it is signed. */
export interface LeafNodeContent {
  readonly encryptionKey: Uint8Array;
  readonly signatureKey: Uint8Array;
  readonly credential: Credential;
  readonly capabilities: Capabilities;
  readonly leafNodeSource: LeafNodeSource;
  readonly extensions: readonly Extension[];
}

/** One member's place in the tree, signed by that member. */
export interface LeafNode extends LeafNodeContent {
  readonly signature: Uint8Array;
}

const contentFields = {
  encryptionKey: bytes,
  signatureKey: bytes,
  credential: credentialCodec,
  capabilities: capabilitiesCodec,
  leafNodeSource: leafNodeSourceCodec,
  extensions: extensionsCodec,
};

export const leafNodeCodec: Codec<LeafNode> = struct<LeafNode>({ ...contentFields, signature: bytes });
const leafNodeContentCodec = struct<LeafNodeContent>(contentFields);
const placedLeafNodeCodec = struct<LeafNodeContent & { groupId: Uint8Array; leafIndex: number }>({
  ...contentFields,
  groupId: bytes,
  leafIndex: uint32,
});

/** The group and leaf that the signature of an `update` or `commit` leaf is bound to. */
export interface LeafPlace {
  readonly groupId: Uint8Array;
  readonly leafIndex: LeafIndex;
}

/** Encodes LeafNodeTBS. A key package's leaf is signed before its place is known and ignores `place`. */
export function encodeLeafNodeTbs(leafNode: LeafNodeContent, place: LeafPlace | null): Uint8Array {
  if (leafNode.leafNodeSource.type === 'keyPackage') return encode(leafNodeContentCodec, leafNode);
  if (place === null) throw new TypeError('a leaf of an update or commit is signed for its place');
  return encode(placedLeafNodeCodec, { ...leafNode, groupId: place.groupId, leafIndex: place.leafIndex });
}
