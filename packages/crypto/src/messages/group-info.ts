// GroupInfo (RFC 9420 §12.4.3): what a joiner learns of a group, signed by one of its members.
import { struct, uint32, type Codec } from '@hushroom/codec';
import type { LeafIndex } from '../tree/math.ts';
import { extensionsCodec, type Extension } from './extension.ts';
import { groupContextCodec, type GroupContext } from './group-context.ts';
import { bytes } from './vector.ts';

/** A group info before it is signed. */
export interface GroupInfoContent {
  readonly groupContext: GroupContext;
  readonly extensions: readonly Extension[];
  readonly confirmationTag: Uint8Array;
  readonly signer: LeafIndex;
}

export interface GroupInfo extends GroupInfoContent {
  readonly signature: Uint8Array;
}

const contentFields = {
  groupContext: groupContextCodec,
  extensions: extensionsCodec,
  confirmationTag: bytes,
  signer: uint32 as Codec<LeafIndex>,
};

export const groupInfoCodec = struct<GroupInfo>({ ...contentFields, signature: bytes });

/** GroupInfoTBS. */
export const groupInfoContentCodec = struct<GroupInfoContent>(contentFields);
