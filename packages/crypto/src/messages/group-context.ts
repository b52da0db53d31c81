// GroupContext (RFC 9420 §8.1): the summary of a group in one epoch that every signature and secret is bound to.
import { struct, uint16, uint64 } from '@hushroom/codec';
import { extensionsCodec, type Extension } from './extension.ts';
import { bytes } from './vector.ts';

/** The one protocol version, `mls10`. */
export const MLS10 = 1;

export interface GroupContext {
  readonly version: number;
  readonly cipherSuite: number;
  readonly groupId: Uint8Array;
  readonly epoch: bigint;
  readonly treeHash: Uint8Array;
  readonly confirmedTranscriptHash: Uint8Array;
  readonly extensions: readonly Extension[];
}

export const groupContextCodec = struct<GroupContext>({
  version: uint16,
  cipherSuite: uint16,
  groupId: bytes,
  epoch: uint64,
  treeHash: bytes,
  confirmedTranscriptHash: bytes,
  extensions: extensionsCodec,
});
