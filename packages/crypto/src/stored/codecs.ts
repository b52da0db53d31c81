// How the parts of a state are written. Bound to the state's version: a change here is a new version of the stored form.
import {
  decode,
  optional,
  select,
  struct,
  uint16,
  uint32,
  uint64,
  uint8,
  type Codec,
  CodecError,
} from '@hushroom/codec';
import { CryptoError } from '../errors.ts';
import type { GroupCondition, OwnUpdate, PendingProposal } from '../group/state.ts';
import { senderCodec } from '../messages/framed-content.ts';
import { leafNodeCodec, type LeafNode } from '../messages/leaf-node.ts';
import { nodeCodec, type Node } from '../messages/parent-node.ts';
import { proposalCodec, reInitCodec } from '../messages/proposal.ts';
import { bytes, list } from '../messages/vector.ts';
import { Secret } from '../secret.ts';
import type { EpochSecrets } from '../schedule/key-schedule.ts';
import type { MessageKey, Ratchet } from '../schedule/ratchet.ts';
import type { LeafIndex, NodeIndex } from '../tree/math.ts';
import type { PrivateKeys } from '../tree/private-keys.ts';

/** The version of the stored form. Another one is refused. */
export const STORED_VERSION = 1;

const leafIndexCodec = uint32 as Codec<LeafIndex>;
const nodeIndexCodec = uint32 as Codec<NodeIndex>;

export const secretCodec: Codec<Secret> = {
  write: (writer, secret) => {
    secret.use((value) => {
      bytes.write(writer, value);
    });
  },
  read: (reader) => Secret.of(bytes.read(reader)),
};

const conditionCodec: Codec<GroupCondition> = select<{
  active: object;
  removed: object;
  reinit: Omit<Extract<GroupCondition, { type: 'reinit' }>, 'type'>;
}>(uint8, {
  active: [1, struct({})],
  removed: [2, struct({})],
  reinit: [3, struct({ reinit: reInitCodec })],
});

export interface GroupRecord {
  readonly version: number;
  readonly suite: number;
  readonly ownLeafIndex: LeafIndex;
  readonly epoch: bigint;
  readonly leafCount: number;
  /** The newest first. */
  readonly pastEpochs: readonly bigint[];
  readonly proposals: readonly PendingProposal[];
  readonly ownUpdates: readonly OwnUpdate[];
  readonly condition: GroupCondition;
}

export const groupRecordCodec = struct<GroupRecord>({
  version: uint16,
  suite: uint16,
  ownLeafIndex: leafIndexCodec,
  epoch: uint64,
  leafCount: uint32,
  pastEpochs: list(uint64),
  proposals: list(
    struct<PendingProposal>({ reference: bytes, proposal: proposalCodec, sender: senderCodec }),
  ),
  ownUpdates: list(
    struct<OwnUpdate>({ encryptionKey: bytes, secretKey: secretCodec, signatureKey: optional(secretCodec) }),
  ),
  condition: conditionCodec,
});

const epochSecretsCodec = struct<EpochSecrets>({
  initSecret: secretCodec,
  senderDataSecret: secretCodec,
  exporterSecret: secretCodec,
  externalSecret: secretCodec,
  confirmationKey: secretCodec,
  membershipKey: secretCodec,
  resumptionPsk: secretCodec,
  epochAuthenticator: secretCodec,
});

const privateKeyListCodec = list(
  struct<{ node: NodeIndex; key: Secret }>({ node: nodeIndexCodec, key: secretCodec }),
);

const privateKeysCodec: Codec<PrivateKeys> = {
  write: (writer, keys) => {
    privateKeyListCodec.write(
      writer,
      [...keys].map(([node, key]) => ({ node, key })),
    );
  },
  read: (reader) => new Map(privateKeyListCodec.read(reader).map(({ node, key }) => [node, key])),
};

export interface EpochRecord {
  readonly contextBytes: Uint8Array;
  readonly secrets: EpochSecrets;
  readonly privateKeys: PrivateKeys;
  readonly confirmationTag: Uint8Array;
  readonly interimTranscriptHash: Uint8Array;
}

export const epochRecordCodec = struct<EpochRecord>({
  contextBytes: bytes,
  secrets: epochSecretsCodec,
  privateKeys: privateKeysCodec,
  confirmationTag: bytes,
  interimTranscriptHash: bytes,
});

/** A leaf as it was in a past epoch, where the next epoch has another. */
export interface ReplacedLeaf {
  readonly leafIndex: LeafIndex;
  readonly leafNode: LeafNode | null;
}

interface PastRecord {
  readonly contextBytes: Uint8Array;
  readonly leafCount: number;
  readonly senderDataSecret: Secret;
  readonly resumptionPsk: Secret;
  readonly replaced: readonly ReplacedLeaf[];
}

export const pastRecordCodec = struct<PastRecord>({
  contextBytes: bytes,
  leafCount: uint32,
  senderDataSecret: secretCodec,
  resumptionPsk: secretCodec,
  replaced: list(struct<ReplacedLeaf>({ leafIndex: leafIndexCodec, leafNode: optional(leafNodeCodec) })),
});

const skippedCodec = list(
  struct<MessageKey & { generation: number }>({ generation: uint32, key: secretCodec, nonce: secretCodec }),
);

const ratchetCodec: Codec<Ratchet> = {
  write: (writer, ratchet) => {
    uint32.write(writer, ratchet.generation);
    secretCodec.write(writer, ratchet.secret);
    skippedCodec.write(
      writer,
      [...ratchet.skipped].map(([generation, key]) => ({ generation, ...key })),
    );
  },
  read: (reader) => {
    const generation = uint32.read(reader);
    const secret = secretCodec.read(reader);
    const skipped = skippedCodec.read(reader);
    return {
      generation,
      secret,
      skipped: new Map(skipped.map(({ generation: at, key, nonce }) => [at, { key, nonce }])),
    };
  },
};

/** A node of a secret tree. One that is split has no record: its children have. */
export const secretRecordCodec = select<{
  secret: { readonly secret: Secret };
  ratchets: { readonly handshake: Ratchet; readonly application: Ratchet };
}>(uint8, {
  secret: [1, struct({ secret: secretCodec })],
  ratchets: [2, struct({ handshake: ratchetCodec, application: ratchetCodec })],
});

/** A node of the tree that an own commit changed; `null` for one that it blanked. */
export interface ChangedNode {
  readonly nodeIndex: NodeIndex;
  readonly node: Node | null;
}

export const changedNodesCodec = list(
  struct<ChangedNode>({ nodeIndex: nodeIndexCodec, node: optional(nodeCodec) }),
);

/** Decodes a record. Throws `stored-malformed`. */
export function readRecord<T>(codec: Codec<T>, record: Uint8Array | undefined): T {
  if (record === undefined)
    throw new CryptoError('stored-malformed', 'a record is missing', { scope: 'own' });
  try {
    return decode(codec, record);
  } catch (cause) {
    if (!(cause instanceof CodecError)) throw cause;
    throw new CryptoError('stored-malformed', cause.code, { scope: 'own', cause });
  }
}
