import assert from 'node:assert/strict';
import { decode, encode } from '@hushroom/codec';
import { concat } from '../../src/bytes.ts';
import { parseMlsMessage } from '../../src/group/envelope.ts';
import {
  checkMembershipTag,
  checkMessageSignature,
  protectPrivate,
  protectPublic,
  signContent,
  unprotectPrivate,
} from '../../src/group/framing.ts';
import { ownCapabilities } from '../../src/group/key-package.ts';
import { commitCodec } from '../../src/messages/commit.ts';
import type { Content, FramedContent, FramedWireFormat } from '../../src/messages/framed-content.ts';
import { groupContextCodec } from '../../src/messages/group-context.ts';
import type { LeafNode } from '../../src/messages/leaf-node.ts';
import { proposalCodec } from '../../src/messages/proposal.ts';
import { startSecretTree } from '../../src/schedule/secret-tree.ts';
import { Secret } from '../../src/secret.ts';
import { leafIndexOf } from '../../src/tree/math.ts';
import { RatchetTree } from '../../src/tree/ratchet-tree.ts';
import { hex, secret, suiteOf, type VectorFamily } from './family.ts';

interface MessageProtectionVector {
  cipher_suite: number;
  group_id: string;
  epoch: number;
  tree_hash: string;
  confirmed_transcript_hash: string;
  signature_priv: string;
  signature_pub: string;
  encryption_secret: string;
  sender_data_secret: string;
  membership_key: string;
  proposal: string;
  proposal_pub: string;
  proposal_priv: string;
  commit: string;
  commit_pub: string;
  commit_priv: string;
  application: string;
  application_priv: string;
}

/** The sender of every message in the vectors. */
const SENDER = leafIndexOf(1);
const RECEIVER = leafIndexOf(0);

function leafWith(signatureKey: Uint8Array): LeafNode {
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

export const messageProtection: VectorFamily = {
  name: 'message-protection',
  fields: ['signature_priv', 'proposal_pub', 'application_priv'],
  check(vector: MessageProtectionVector) {
    const suite = suiteOf(vector);
    const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
    const signaturePublic = hex(vector.signature_pub);
    const signatureKey = Secret.of(concat(hex(vector.signature_priv), signaturePublic));
    const membershipKey = secret(vector.membership_key);
    const [groupId, epoch] = [hex(vector.group_id), BigInt(vector.epoch)];
    const contextBytes = encode(groupContextCodec, {
      version: 1,
      cipherSuite: suite.id,
      groupId,
      epoch,
      treeHash: hex(vector.tree_hash),
      confirmedTranscriptHash: hex(vector.confirmed_transcript_hash),
      extensions: [],
    });
    const leaf = leafWith(signaturePublic);
    const tree = RatchetTree.ofOne(leaf).add(leaf).tree;
    const keys = () => ({
      tree,
      secretTree: startSecretTree(secret(vector.encryption_secret), tree.leafCount),
      senderDataSecret: secret(vector.sender_data_secret),
    });

    const unprotect = (bytes: Uint8Array): Content => {
      const message = parseMlsMessage(bytes);
      if (message.type === 'privateMessage') {
        const opened = unprotectPrivate(suite, keys(), message.privateMessage, RECEIVER);
        assert.equal(opened.sender, SENDER);
        checkMessageSignature(suite, signaturePublic, opened.content, contextBytes);
        return opened.content.framed.content;
      }
      assert.ok(message.type === 'publicMessage');
      const { framed, auth } = message.publicMessage;
      checkMembershipTag(suite, membershipKey, message.publicMessage, contextBytes);
      const content = { wireFormat: message.type, framed, auth };
      checkMessageSignature(suite, signaturePublic, content, contextBytes);
      return framed.content;
    };

    const protect = (content: Content, wireFormat: FramedWireFormat): Uint8Array => {
      const framed: FramedContent = {
        groupId,
        epoch,
        sender: { type: 'member', leafIndex: SENDER },
        authenticatedData: new Uint8Array(0),
        content,
      };
      const signature = signContent(suite, signatureKey, wireFormat, framed, contextBytes);
      const auth = {
        signature,
        confirmationTag: content.type === 'commit' ? random(suite.hash.bytes) : null,
      };
      if (wireFormat === 'publicMessage') {
        return protectPublic(suite, framed, auth, { key: membershipKey, contextBytes });
      }
      return protectPrivate(suite, keys(), SENDER, framed, auth, { padTo: 0, random }).message;
    };

    const expectBothWays = (content: Content, pub: string | null, priv: string): void => {
      assert.deepEqual(unprotect(hex(priv)), content);
      assert.deepEqual(unprotect(protect(content, 'privateMessage')), content);
      if (pub === null) return;
      assert.deepEqual(unprotect(hex(pub)), content);
      assert.deepEqual(unprotect(protect(content, 'publicMessage')), content);
    };
    const proposal = decode(proposalCodec, hex(vector.proposal));
    expectBothWays({ type: 'proposal', proposal }, vector.proposal_pub, vector.proposal_priv);
    const commit = decode(commitCodec, hex(vector.commit));
    expectBothWays({ type: 'commit', commit }, vector.commit_pub, vector.commit_priv);
    const applicationData = hex(vector.application);
    expectBothWays({ type: 'application', applicationData }, null, vector.application_priv);
  },
};
