// Proposal and ProposalOrRef (RFC 9420 §12.1, §12.4). Types outside the RFC are refused by the decoder: no member that
// runs this package supports one, so no commit that carries one can be valid here (§12.2).
import { select, struct, uint16, uint32, uint8, type Codec, type Of } from '@hushroom/codec';
import type { LeafIndex } from '../tree/math.ts';
import { extensionsCodec, type Extension } from './extension.ts';
import { keyPackageCodec, type KeyPackage } from './key-package.ts';
import { leafNodeCodec, type LeafNode } from './leaf-node.ts';
import { preSharedKeyIdCodec, type PreSharedKeyId } from './pre-shared-key.ts';
import { bytes } from './vector.ts';

/** The proposal types that every client supports and none lists (RFC 9420 §7.2). */
export const PROPOSAL_TYPE_DEFAULT_MAX = 7;

/** The parameters of the group that takes the place of this one (RFC 9420 §12.1.5). */
export interface ReInit {
  readonly groupId: Uint8Array;
  readonly version: number;
  readonly cipherSuite: number;
  readonly extensions: readonly Extension[];
}

export const reInitCodec = struct<ReInit>({
  groupId: bytes,
  version: uint16,
  cipherSuite: uint16,
  extensions: extensionsCodec,
});

export const proposalCodec = select<{
  add: { readonly keyPackage: KeyPackage };
  update: { readonly leafNode: LeafNode };
  remove: { readonly removed: LeafIndex };
  psk: { readonly psk: PreSharedKeyId };
  reinit: { readonly reinit: ReInit };
  externalInit: { readonly kemOutput: Uint8Array };
  groupContextExtensions: { readonly extensions: readonly Extension[] };
}>(uint16, {
  add: [1, struct({ keyPackage: keyPackageCodec })],
  update: [2, struct({ leafNode: leafNodeCodec })],
  remove: [3, struct({ removed: uint32 as Codec<LeafIndex> })],
  psk: [4, struct({ psk: preSharedKeyIdCodec })],
  reinit: [5, struct({ reinit: reInitCodec })],
  externalInit: [6, struct({ kemOutput: bytes })],
  groupContextExtensions: [7, struct({ extensions: extensionsCodec })],
});

/** A change to the group that takes effect when a commit covers it. */
export type Proposal = Of<typeof proposalCodec>;

export const proposalOrRefCodec = select<{
  proposal: { readonly proposal: Proposal };
  reference: { readonly reference: Uint8Array };
}>(uint8, {
  proposal: [1, struct({ proposal: proposalCodec })],
  reference: [2, struct({ reference: bytes })],
});

/** A proposal in a commit: in full, or the hash of the message that carried it. */
export type ProposalOrRef = Of<typeof proposalOrRefCodec>;
