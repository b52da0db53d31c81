// The HPKE private keys that one member holds: its leaf's, and those of the parents it is merged with (RFC 9420 §4.2).
import type { Secret } from '../secret.ts';
import { leafToNode, type LeafIndex, type NodeIndex } from './math.ts';
import type { RatchetTree } from './ratchet-tree.ts';

/** Private keys by node. Replaced as a whole, never changed. */
export type PrivateKeys = ReadonlyMap<NodeIndex, Secret>;

/** What is left of a member's keys once proposals have blanked nodes, and the keys that fell away. */
export function keepPresent(
  keys: PrivateKeys,
  tree: RatchetTree,
): { readonly kept: PrivateKeys; readonly consumed: readonly Secret[] } {
  const kept = new Map<NodeIndex, Secret>();
  const consumed: Secret[] = [];
  for (const [node, key] of keys) {
    if (tree.encryptionKey(node) === null) consumed.push(key);
    else kept.set(node, key);
  }
  return { kept, consumed };
}

/** Puts new keys in the place of old ones, and says which old ones they replaced. */
export function replaceKeys(
  keys: PrivateKeys,
  fresh: PrivateKeys,
): { readonly keys: PrivateKeys; readonly consumed: readonly Secret[] } {
  const consumed: Secret[] = [];
  for (const node of fresh.keys()) {
    const old = keys.get(node);
    if (old !== undefined) consumed.push(old);
  }
  return { keys: new Map([...keys, ...fresh]), consumed };
}

/** The keys of someone who holds only a leaf. */
export function leafKeyOnly(leaf: LeafIndex, key: Secret): PrivateKeys {
  return new Map([[leafToNode(leaf), key]]);
}
