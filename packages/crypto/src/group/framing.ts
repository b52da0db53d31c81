// Signing, protecting and unprotecting framed content (RFC 9420 §6). A message costs two AEAD calls, five key
// derivations and one signature or its check, whatever the size of the group.
import { encode } from '@hushroom/codec';
import { CryptoError } from '../errors.ts';
import {
  encodeFramedContentTbs,
  type AuthData,
  type AuthenticatedContent,
  type FramedContent,
  type FramedWireFormat,
} from '../messages/framed-content.ts';
import { mlsMessageCodec } from '../messages/mls-message.ts';
import { malformed, parse } from '../messages/parse.ts';
import {
  REUSE_GUARD_BYTES,
  decodePrivateMessageContent,
  encodePrivateMessageContent,
  privateContentAadCodec,
  senderDataAadCodec,
  senderDataCodec,
  type PrivateMessage,
  type PrivateMessageContent,
  type PrivateMessageHeader,
  type SenderData,
} from '../messages/private-message.ts';
import { encodeAuthenticatedContentTbm, type PublicMessage } from '../messages/public-message.ts';
import type { Random } from '../random.ts';
import { equalInConstantTime, wipeAll, type Secret } from '../secret.ts';
import { freshSecrets, takeKey, type RatchetKind, type SecretTree } from '../schedule/secret-tree.ts';
import { senderDataKey } from '../schedule/sender-data.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { signWithLabel, verifyWithLabel } from '../suite/labeled.ts';
import type { LeafIndex } from '../tree/math.ts';
import type { LeafLookup } from '../tree/ratchet-tree.ts';

const SIGNATURE_LABEL = 'FramedContentTBS';

/** Signs framed content (RFC 9420 §6.1). `contextBytes` is the encoded GroupContext of the epoch it is sent in. */
export function signContent(
  suite: CipherSuite,
  signatureKey: Secret,
  wireFormat: FramedWireFormat,
  framed: FramedContent,
  contextBytes: Uint8Array,
): Uint8Array {
  const tbs = encodeFramedContentTbs(wireFormat, framed, contextBytes);
  return signWithLabel(suite, signatureKey, SIGNATURE_LABEL, tbs);
}

/** RFC 9420 §6.1: the signature verifies under the key that the sender's type names. Throws `message-signature`. */
export function checkMessageSignature(
  suite: CipherSuite,
  signatureKey: Uint8Array,
  { wireFormat, framed, auth }: AuthenticatedContent,
  contextBytes: Uint8Array,
): void {
  const tbs = encodeFramedContentTbs(wireFormat, framed, contextBytes);
  try {
    verifyWithLabel(suite, signatureKey, SIGNATURE_LABEL, tbs, auth.signature);
  } catch (cause) {
    throw new CryptoError('message-signature', framed.content.type, { cause });
  }
}

/** Wraps content as a PublicMessage (RFC 9420 §6.2), with a membership tag if a member sends it. */
export function protectPublic(
  suite: CipherSuite,
  framed: FramedContent,
  auth: AuthData,
  membership: { readonly key: Secret; readonly contextBytes: Uint8Array } | null,
): Uint8Array {
  let publicMessage: PublicMessage = { framed, auth, membershipTag: null };
  if (membership !== null) {
    const tbm = membershipInput(publicMessage, membership.contextBytes);
    publicMessage = { framed, auth, membershipTag: suite.hash.mac(membership.key, tbm) };
  }
  return encode(mlsMessageCodec, { type: 'publicMessage', publicMessage });
}

/** RFC 9420 §6.2: a member's public message proves membership. Throws `membership-tag`. */
export function checkMembershipTag(
  suite: CipherSuite,
  membershipKey: Secret,
  message: PublicMessage,
  contextBytes: Uint8Array,
): void {
  const { membershipTag } = message;
  const expected = suite.hash.mac(membershipKey, membershipInput(message, contextBytes));
  if (membershipTag === null || !equalInConstantTime(expected, membershipTag)) {
    throw new CryptoError('membership-tag', 'public message');
  }
}

function membershipInput(message: PublicMessage, contextBytes: Uint8Array): Uint8Array {
  const tbs = encodeFramedContentTbs('publicMessage', message.framed, contextBytes);
  return encodeAuthenticatedContentTbm(tbs, message);
}

/** What an epoch, current or past, needs to unprotect private messages. */
export interface PrivateKeysOfEpoch {
  readonly tree: LeafLookup;
  readonly secretTree: SecretTree;
  readonly senderDataSecret: Secret;
}

/** Encrypts content as a PrivateMessage (RFC 9420 §6.3) with the sender's next key, padded to at least `padTo` bytes. */
export function protectPrivate(
  suite: CipherSuite,
  keys: PrivateKeysOfEpoch,
  sender: LeafIndex,
  framed: FramedContent,
  auth: AuthData,
  options: { readonly padTo: number; readonly random: Random },
): { readonly message: Uint8Array; readonly secretTree: SecretTree; readonly consumed: readonly Secret[] } {
  const { content } = framed;
  const header: PrivateMessageHeader = {
    groupId: framed.groupId,
    epoch: framed.epoch,
    contentType: content.type,
    authenticatedData: framed.authenticatedData,
  };
  const step = takeKey(suite, keys.secretTree, sender, ratchetKind(header), null);
  const reuseGuard = options.random(REUSE_GUARD_BYTES);
  const plaintext = encodePrivateMessageContent({ content, auth }, options.padTo);
  const aad = encode(privateContentAadCodec, header);
  const ciphertext = suite.aead.seal(step.key, guardedNonce(step.nonce, reuseGuard), aad, plaintext);

  const senderData: SenderData = { leafIndex: sender, generation: step.generation, reuseGuard };
  const { key, nonce } = senderDataKey(suite, keys.senderDataSecret, ciphertext);
  const encryptedSenderData = nonce.use((bytes) =>
    suite.aead.seal(key, bytes, encode(senderDataAadCodec, header), encode(senderDataCodec, senderData)),
  );
  key.wipe();
  nonce.wipe();
  const privateMessage: PrivateMessage = { ...header, encryptedSenderData, ciphertext };
  return {
    message: encode(mlsMessageCodec, { type: 'privateMessage', privateMessage }),
    secretTree: step.secretTree,
    consumed: step.consumed,
  };
}

/** A decrypted private message whose signature is not checked yet. */
export interface OpenedPrivateMessage {
  readonly content: AuthenticatedContent;
  readonly sender: LeafIndex;
  readonly generation: number;
  readonly secretTree: SecretTree;
  readonly consumed: readonly Secret[];
}

/**
 * Decrypts a PrivateMessage (RFC 9420 §6.3). Throws `own-message` for one that we sent, `sender-blank`, `padding`,
 * `malformed`, `decryption-failed`, or what taking its key throws.
 */
export function unprotectPrivate(
  suite: CipherSuite,
  keys: PrivateKeysOfEpoch,
  message: PrivateMessage,
  own: LeafIndex,
): OpenedPrivateMessage {
  const { leafIndex, generation, reuseGuard } = openSenderData(suite, keys.senderDataSecret, message);
  // Our sending ratchet belongs to sending alone: whoever replays our own message must not move it.
  // Whoever forges one in our name is refused by all others for the signature, and by us here.
  if (leafIndex === own) throw new CryptoError('own-message', 'in our own name');
  checkSenderPresent(keys.tree, leafIndex);

  const step = takeKey(suite, keys.secretTree, leafIndex, ratchetKind(message), generation);
  const { content, auth } = openContent(suite, keys, message, step, reuseGuard);
  return {
    content: {
      wireFormat: 'privateMessage',
      framed: {
        groupId: message.groupId,
        epoch: message.epoch,
        sender: { type: 'member', leafIndex },
        authenticatedData: message.authenticatedData,
        content,
      },
      auth,
    },
    sender: leafIndex,
    generation,
    secretTree: step.secretTree,
    consumed: step.consumed,
  };
}

/** The content, decrypted with the key that was taken. Wipes what taking it derived if it does not open. */
function openContent(
  suite: CipherSuite,
  keys: PrivateKeysOfEpoch,
  message: PrivateMessage,
  step: ReturnType<typeof takeKey>,
  reuseGuard: Uint8Array,
): PrivateMessageContent {
  try {
    const aad = encode(privateContentAadCodec, message);
    const nonce = guardedNonce(step.nonce, reuseGuard);
    return parseContent(suite.aead.open(step.key, nonce, aad, message.ciphertext), message);
  } catch (error) {
    wipeAll(freshSecrets(step, keys.secretTree));
    throw error;
  }
}

/** RFC 9420 §6.3.2: the sender's leaf is not blank. Throws `sender-blank`. */
export function checkSenderPresent(tree: LeafLookup, sender: LeafIndex): void {
  if (tree.leaf(sender) === null) throw new CryptoError('sender-blank', 'no such member');
}

function openSenderData(suite: CipherSuite, senderDataSecret: Secret, message: PrivateMessage): SenderData {
  const { key, nonce } = senderDataKey(suite, senderDataSecret, message.ciphertext);
  try {
    const aad = encode(senderDataAadCodec, message);
    const bytes = nonce.use((given) => suite.aead.open(key, given, aad, message.encryptedSenderData));
    return parse(senderDataCodec, bytes);
  } finally {
    key.wipe();
    nonce.wipe();
  }
}

/** RFC 9420 §6.3.1: padding that is not all zero makes the message malformed. Throws `padding` or `malformed`. */
function parseContent(plaintext: Uint8Array, message: PrivateMessage): PrivateMessageContent {
  let decoded: PrivateMessageContent | null;
  try {
    decoded = decodePrivateMessageContent(plaintext, message.contentType);
  } catch (cause) {
    throw malformed(cause);
  }
  if (decoded === null) throw new CryptoError('padding', 'not zero');
  return decoded;
}

function ratchetKind({ contentType }: PrivateMessageHeader): RatchetKind {
  return contentType === 'application' ? 'application' : 'handshake';
}

/** RFC 9420 §6.3.1: the first four bytes of the nonce are mixed with the reuse guard. */
function guardedNonce(nonce: Secret, reuseGuard: Uint8Array): Uint8Array {
  return nonce.use((bytes) => bytes.map((byte, at) => byte ^ (reuseGuard[at] ?? 0)));
}
