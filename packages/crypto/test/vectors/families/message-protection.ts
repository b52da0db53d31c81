// Public and private messages, opened and made: RFC 9420 §6.
import { decode, encode } from '@hushroom/codec';
import { parseMlsMessage } from '../../../src/group/envelope.ts';
import {
  checkMembershipTag,
  checkMessageSignature,
  protectPrivate,
  protectPublic,
  signContent,
  unprotectPrivate,
  type PrivateKeysOfEpoch,
} from '../../../src/group/framing.ts';
import { ownCapabilities } from '../../../src/group/key-package.ts';
import { commitCodec } from '../../../src/messages/commit.ts';
import type { Content, FramedContent, FramedWireFormat } from '../../../src/messages/framed-content.ts';
import { groupContextCodec, MLS10 } from '../../../src/messages/group-context.ts';
import type { LeafNode } from '../../../src/messages/leaf-node.ts';
import { proposalCodec } from '../../../src/messages/proposal.ts';
import { startSecretTree } from '../../../src/schedule/secret-tree.ts';
import { Secret } from '../../../src/secret.ts';
import { leafIndexOf } from '../../../src/tree/math.ts';
import { RatchetTree } from '../../../src/tree/ratchet-tree.ts';
import { platformRandom } from '../../random.ts';
import { fromHex, sameBytes, same, suiteFamily } from './family.ts';

interface MessageProtectionCase {
  readonly cipher_suite: number;
  readonly group_id: string;
  readonly epoch: number;
  readonly tree_hash: string;
  readonly confirmed_transcript_hash: string;
  readonly signature_priv: string;
  readonly signature_pub: string;
  readonly encryption_secret: string;
  readonly sender_data_secret: string;
  readonly membership_key: string;
  readonly proposal: string;
  readonly proposal_pub: string;
  readonly proposal_priv: string;
  readonly commit: string;
  readonly commit_pub: string;
  readonly commit_priv: string;
  readonly application: string;
  readonly application_priv: string;
}

const SENDER = leafIndexOf(1);
const RECEIVER = leafIndexOf(0);
const NO_BYTES = new Uint8Array(0);

export const messageProtection = suiteFamily<MessageProtectionCase>(
  'message-protection',
  ['signature_priv', 'proposal_pub', 'application_priv'],
  (vector, suite) => {
    const { publicKey, secretKey } = suite.signature.keyPairFromSeed(
      Secret.of(fromHex(vector.signature_priv)),
    );
    sameBytes('signature key', publicKey, vector.signature_pub);
    const membershipKey = Secret.of(fromHex(vector.membership_key));
    const groupId = fromHex(vector.group_id);
    const epoch = BigInt(vector.epoch);
    const contextBytes = encode(groupContextCodec, {
      version: MLS10,
      cipherSuite: suite.id,
      groupId,
      epoch,
      treeHash: fromHex(vector.tree_hash),
      confirmedTranscriptHash: fromHex(vector.confirmed_transcript_hash),
      extensions: [],
    });
    const tree = RatchetTree.ofOne(leafOf(publicKey)).add(leafOf(publicKey)).tree;
    // A fresh tree for each message: all of the vectors take the first generation.
    const keys = (): PrivateKeysOfEpoch => ({
      tree,
      secretTree: startSecretTree(Secret.of(fromHex(vector.encryption_secret)), tree.leafCount),
      senderDataSecret: Secret.of(fromHex(vector.sender_data_secret)),
    });

    const open = (bytes: Uint8Array): Content => {
      const message = parseMlsMessage(bytes);
      if (message.type === 'privateMessage') {
        const opened = unprotectPrivate(suite, keys(), message.privateMessage, RECEIVER);
        same('sender', opened.sender, SENDER);
        checkMessageSignature(suite, publicKey, opened.content, contextBytes);
        return opened.content.framed.content;
      }
      if (message.type !== 'publicMessage') throw new Error(`a message of type ${message.type}`);
      const { framed, auth } = message.publicMessage;
      checkMembershipTag(suite, membershipKey, message.publicMessage, contextBytes);
      checkMessageSignature(suite, publicKey, { wireFormat: message.type, framed, auth }, contextBytes);
      return framed.content;
    };

    const make = (content: Content, wireFormat: FramedWireFormat): Uint8Array => {
      const framed: FramedContent = {
        groupId,
        epoch,
        sender: { type: 'member', leafIndex: SENDER },
        authenticatedData: NO_BYTES,
        content,
      };
      const signature = signContent(suite, secretKey, wireFormat, framed, contextBytes);
      const confirmationTag = content.type === 'commit' ? platformRandom(suite.hash.bytes) : null;
      const auth = { signature, confirmationTag };
      if (wireFormat === 'publicMessage') {
        return protectPublic(suite, framed, auth, { key: membershipKey, contextBytes });
      }
      const options = { padTo: 0, random: platformRandom };
      return protectPrivate(suite, keys(), SENDER, framed, auth, options).message;
    };

    const checkBody = (what: string, content: Content, hex: string): void => {
      if (content.type === 'proposal') sameBytes(what, encode(proposalCodec, content.proposal), hex);
      else if (content.type === 'commit') sameBytes(what, encode(commitCodec, content.commit), hex);
      else sameBytes(what, content.applicationData, hex);
    };

    const proposal = decode(proposalCodec, fromHex(vector.proposal));
    const commit = decode(commitCodec, fromHex(vector.commit));
    for (const [content, hex, pub, priv] of [
      [{ type: 'proposal', proposal }, vector.proposal, vector.proposal_pub, vector.proposal_priv],
      [{ type: 'commit', commit }, vector.commit, vector.commit_pub, vector.commit_priv],
      // Application data is never public.
      [
        { type: 'application', applicationData: fromHex(vector.application) },
        vector.application,
        null,
        vector.application_priv,
      ],
    ] as const satisfies (readonly [Content, string, string | null, string])[]) {
      checkBody(`${content.type} in a private message`, open(fromHex(priv)), hex);
      checkBody(`${content.type} in our private message`, open(make(content, 'privateMessage')), hex);
      if (pub === null) continue;
      checkBody(`${content.type} in a public message`, open(fromHex(pub)), hex);
      checkBody(`${content.type} in our public message`, open(make(content, 'publicMessage')), hex);
    }
  },
);

function leafOf(signatureKey: Uint8Array): LeafNode {
  return {
    encryptionKey: signatureKey,
    signatureKey,
    credential: { type: 'basic', identity: signatureKey },
    capabilities: ownCapabilities,
    leafNodeSource: { type: 'update' },
    extensions: [],
    signature: signatureKey,
  };
}
