// The secret tree (RFC 9420 §9): from the encryption secret to each member's two ratchets. Derived only along the way to
// a leaf, on the first message from or by it; after that a message costs one ratchet step and a copy of that way.
import { utf8 } from '../bytes.ts';
import type { Secret } from '../secret.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { isInSubtree, left, right, rootOf, type LeafIndex, type NodeIndex } from '../tree/math.ts';
import { keyAt, nextKey, ratchetSecrets, startRatchet, type Ratchet, type RatchetStep } from './ratchet.ts';

/** Application messages have one ratchet, proposals and commits together the other. */
export type RatchetKind = 'handshake' | 'application';

/** A node not derived further yet. */
interface SecretNode {
  readonly kind: 'secret';
  readonly secret: Secret;
}

/** A node whose secret has gone into its children. */
interface SplitNode {
  readonly kind: 'split';
  readonly left: SecretTreeNode;
  readonly right: SecretTreeNode;
}

/** A leaf whose secret has gone into its ratchets. */
interface RatchetsNode {
  readonly kind: 'ratchets';
  readonly handshake: Ratchet;
  readonly application: Ratchet;
}

export type SecretTreeNode = SecretNode | SplitNode | RatchetsNode;

export interface SecretTree {
  readonly root: SecretTreeNode;
  /** A power of two: the same as the ratchet tree's. */
  readonly leafCount: number;
}

/** A key from the tree, and the tree without it. */
interface SecretTreeStep extends Omit<RatchetStep, 'ratchet'> {
  readonly secretTree: SecretTree;
}

const LEFT = utf8('left');
const RIGHT = utf8('right');
const NO_CONTEXT = new Uint8Array(0);

/** The tree of one epoch, which takes the encryption secret over. */
export function startSecretTree(encryptionSecret: Secret, leafCount: number): SecretTree {
  return { root: { kind: 'secret', secret: encryptionSecret }, leafCount };
}

/**
 * Takes a key of a member's ratchet: of the next generation if `generation` is null, as for sending. `leaf` is in the
 * tree. Throws as `keyAt` does.
 */
export function takeKey(
  suite: CipherSuite,
  secretTree: SecretTree,
  leaf: LeafIndex,
  kind: RatchetKind,
  generation: number | null,
): SecretTreeStep {
  const consumed: Secret[] = [];
  let step: RatchetStep | undefined;
  const descend = (node: SecretTreeNode, at: NodeIndex): SecretTreeNode => {
    const open = node.kind === 'secret' ? expand(suite, node.secret, at, consumed) : node;
    if (open.kind === 'ratchets') {
      step = generation === null ? nextKey(suite, open[kind]) : keyAt(suite, open[kind], generation);
      return { ...open, [kind]: step.ratchet };
    }
    const leftAt = left(at) ?? at;
    return isInSubtree(leaf, leftAt)
      ? { ...open, left: descend(open.left, leftAt) }
      : { ...open, right: descend(open.right, right(at) ?? at) };
  };
  const root = descend(secretTree.root, rootOf(secretTree.leafCount));
  if (step === undefined) throw new TypeError('every way down ends in ratchets');
  const { key, nonce } = step;
  return {
    secretTree: { root, leafCount: secretTree.leafCount },
    key,
    nonce,
    generation: step.generation,
    consumed: [...consumed, ...step.consumed],
  };
}

/**
 * What taking a key has derived that the tree before does not hold: to be wiped if the message turns out to be invalid,
 * because then the tree before stays in use.
 */
export function freshSecrets(
  step: { readonly secretTree: SecretTree; readonly consumed: readonly Secret[] },
  before: SecretTree,
): Secret[] {
  const held = new Set(secretTreeSecrets(before));
  return [...secretTreeSecrets(step.secretTree), ...step.consumed].filter((secret) => !held.has(secret));
}

/** Every secret left in the tree, for wiping it. */
export function secretTreeSecrets({ root }: SecretTree): Secret[] {
  const secrets: Secret[] = [];
  const visit = (node: SecretTreeNode): void => {
    if (node.kind === 'secret') secrets.push(node.secret);
    else if (node.kind === 'ratchets') {
      secrets.push(...ratchetSecrets(node.handshake), ...ratchetSecrets(node.application));
    } else {
      visit(node.left);
      visit(node.right);
    }
  };
  visit(root);
  return secrets;
}

function expand(
  suite: CipherSuite,
  secret: Secret,
  at: NodeIndex,
  consumed: Secret[],
): SplitNode | RatchetsNode {
  consumed.push(secret);
  const derive = (label: string, context: Uint8Array): Secret =>
    suite.kdf.expandWithLabel(secret, label, context, suite.kdf.bytes);
  if (left(at) === null) {
    return {
      kind: 'ratchets',
      handshake: startRatchet(derive('handshake', NO_CONTEXT)),
      application: startRatchet(derive('application', NO_CONTEXT)),
    };
  }
  return {
    kind: 'split',
    left: { kind: 'secret', secret: derive('tree', LEFT) },
    right: { kind: 'secret', secret: derive('tree', RIGHT) },
  };
}
