// FramedContent, its authentication, and AuthenticatedContent (RFC 9420 §6, §6.1).
import {
  Writer,
  encode,
  enumeration,
  select,
  struct,
  uint16,
  uint32,
  uint64,
  uint8,
  type Codec,
  type Of,
} from '@hushroom/codec';
import type { LeafIndex } from '../tree/math.ts';
import { commitCodec, type Commit } from './commit.ts';
import { MLS10 } from './group-context.ts';
import { proposalCodec, type Proposal } from './proposal.ts';
import { bytes } from './vector.ts';

/** Numbers of the "MLS Wire Formats" registry (RFC 9420 §17.2). */
export const WIRE_FORMAT = {
  publicMessage: 1,
  privateMessage: 2,
  welcome: 3,
  groupInfo: 4,
  keyPackage: 5,
} as const;

/** The two forms in which framed content travels. */
export type FramedWireFormat = 'publicMessage' | 'privateMessage';

const wireFormatCodec = enumeration<FramedWireFormat>(uint16, {
  publicMessage: WIRE_FORMAT.publicMessage,
  privateMessage: WIRE_FORMAT.privateMessage,
});

export const senderCodec = select<{
  member: { readonly leafIndex: LeafIndex };
  external: { readonly senderIndex: number };
  newMemberProposal: object;
  newMemberCommit: object;
}>(uint8, {
  member: [1, struct({ leafIndex: uint32 as Codec<LeafIndex> })],
  external: [2, struct({ senderIndex: uint32 })],
  newMemberProposal: [3, struct({})],
  newMemberCommit: [4, struct({})],
});

/** Who sent framed content: a member, a listed external sender, or someone about to join. */
export type Sender = Of<typeof senderCodec>;

const CONTENT_TYPE = { application: 1, proposal: 2, commit: 3 } as const;

export type ContentType = keyof typeof CONTENT_TYPE;

export const contentTypeCodec = enumeration<ContentType>(uint8, CONTENT_TYPE);

/** The body of framed content by type: what follows `content_type`. */
export const bodyCodecs = {
  application: struct<{ readonly applicationData: Uint8Array }>({ applicationData: bytes }),
  proposal: struct<{ readonly proposal: Proposal }>({ proposal: proposalCodec }),
  commit: struct<{ readonly commit: Commit }>({ commit: commitCodec }),
};

const contentCodec = select<{
  application: { readonly applicationData: Uint8Array };
  proposal: { readonly proposal: Proposal };
  commit: { readonly commit: Commit };
}>(uint8, {
  application: [CONTENT_TYPE.application, bodyCodecs.application],
  proposal: [CONTENT_TYPE.proposal, bodyCodecs.proposal],
  commit: [CONTENT_TYPE.commit, bodyCodecs.commit],
});

export type Content = Of<typeof contentCodec>;

export interface FramedContent {
  readonly groupId: Uint8Array;
  readonly epoch: bigint;
  readonly sender: Sender;
  readonly authenticatedData: Uint8Array;
  readonly content: Content;
}

export const framedContentCodec = struct<FramedContent>({
  groupId: bytes,
  epoch: uint64,
  sender: senderCodec,
  authenticatedData: bytes,
  content: contentCodec,
});

/** FramedContentAuthData. `confirmationTag` is there for commits and only for them. */
export interface AuthData {
  readonly signature: Uint8Array;
  readonly confirmationTag: Uint8Array | null;
}

const plainAuthDataCodec: Codec<AuthData> = {
  write: (writer, auth) => {
    bytes.write(writer, auth.signature);
  },
  read: (reader) => ({ signature: bytes.read(reader), confirmationTag: null }),
};

const commitAuthDataCodec: Codec<AuthData> = {
  write: (writer, auth) => {
    if (auth.confirmationTag === null) throw new TypeError('a commit carries a confirmation tag');
    bytes.write(writer, auth.signature);
    bytes.write(writer, auth.confirmationTag);
  },
  read: (reader) => ({ signature: bytes.read(reader), confirmationTag: bytes.read(reader) }),
};

/** FramedContentAuthData for one content type. */
export function authDataCodec(contentType: ContentType): Codec<AuthData> {
  return contentType === 'commit' ? commitAuthDataCodec : plainAuthDataCodec;
}

/** Framed content with its authentication, whichever way it travels. */
export interface AuthenticatedContent {
  readonly wireFormat: FramedWireFormat;
  readonly framed: FramedContent;
  readonly auth: AuthData;
}

export const authenticatedContentCodec: Codec<AuthenticatedContent> = {
  write: (writer, { wireFormat, framed, auth }) => {
    wireFormatCodec.write(writer, wireFormat);
    framedContentCodec.write(writer, framed);
    authDataCodec(framed.content.type).write(writer, auth);
  },
  read: (reader) => {
    const wireFormat = wireFormatCodec.read(reader);
    const framed = framedContentCodec.read(reader);
    return { wireFormat, framed, auth: authDataCodec(framed.content.type).read(reader) };
  },
};

/** Encodings of commits, some kilobytes each: the signature, the membership tag and the transcript all cover them. */
const encodedCommits = new WeakMap<FramedContent, Uint8Array>();

function encodeFramedContent(framed: FramedContent): Uint8Array {
  if (framed.content.type !== 'commit') return encode(framedContentCodec, framed);
  let encoded = encodedCommits.get(framed);
  if (encoded === undefined) {
    encoded = encode(framedContentCodec, framed);
    encodedCommits.set(framed, encoded);
  }
  return encoded;
}

/**
 * Encodes FramedContentTBS (RFC 9420 §6.1). `groupContext` is the encoded GroupContext of the epoch; it is part of the
 * signed bytes only for senders who are, or are about to be, members.
 */
export function encodeFramedContentTbs(
  wireFormat: FramedWireFormat,
  framed: FramedContent,
  groupContext: Uint8Array,
): Uint8Array {
  const content = encodeFramedContent(framed);
  const writer = new Writer();
  writer.uint(MLS10, 2);
  wireFormatCodec.write(writer, wireFormat);
  writer.bytes(content);
  const { type } = framed.sender;
  if (type === 'member' || type === 'newMemberCommit') writer.bytes(groupContext);
  return writer.finish();
}

/** Encodes ConfirmedTranscriptHashInput (RFC 9420 §8.2), in parts that follow one another. */
export function encodeConfirmedTranscriptHashInput(content: AuthenticatedContent): readonly Uint8Array[] {
  return [
    encode(wireFormatCodec, content.wireFormat),
    encodeFramedContent(content.framed),
    encode(bytes, content.auth.signature),
  ];
}
