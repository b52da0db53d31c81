// One member of a group, whichever implementation it runs on. Everything that passes between clients is encoded bytes.

/** What one commit changes. Leaf indexes count from 0. */
export interface Change {
  /** Key packages, each an encoded MLSMessage. */
  readonly add?: readonly Uint8Array[];
  readonly remove?: readonly number[];
  /** Ids of external pre-shared keys to inject. */
  readonly psks?: readonly string[];
  /** Content of the one extension of the GroupContext that these tests use. */
  readonly extension?: Uint8Array;
}

export interface CommitOptions {
  readonly asPublic?: boolean;
  /** Whether the welcome carries the tree. */
  readonly treeInside?: boolean;
  /** Leaves out the path of a commit that needs none (ts-mls always does). */
  readonly omitPath?: boolean;
}

export interface MadeCommit {
  readonly commit: Uint8Array;
  readonly welcome: Uint8Array | null;
  /** The `ratchet_tree` value after the commit. */
  readonly tree: Uint8Array;
}

/** A type from the private-use range (RFC 9420 §17.3), listed in every key package here. */
export const TEST_EXTENSION_TYPE = 0xf0a1;

/** External pre-shared keys that every client knows, by id. */
export const KNOWN_PSKS: ReadonlyMap<string, Uint8Array> = new Map([
  ['first', new Uint8Array(32).fill(1)],
  ['second', new Uint8Array(32).fill(2)],
]);

export interface InteropClient {
  readonly name: string;
  /** A fresh key package, to be used by one later {@link join} or {@link externalJoin}. */
  keyPackage(): Promise<Uint8Array>;
  create(groupId: Uint8Array): Promise<void>;
  /** `tree` is the `ratchet_tree` value, `null` if the welcome has it inside. */
  join(welcome: Uint8Array, tree: Uint8Array | null): Promise<void>;
  /** Joins by an external commit, which is returned for the others. */
  externalJoin(groupInfo: Uint8Array): Promise<Uint8Array>;
  /** For {@link externalJoin}, the tree inside. */
  groupInfo(): Promise<Uint8Array>;
  /** Commits and moves to the next epoch. */
  commit(change: Change, options?: CommitOptions): Promise<MadeCommit>;
  /** Proposes the removal of a leaf, without committing it. */
  proposeRemove(leaf: number): Promise<Uint8Array>;
  /** Application data, or `null` for a handshake message, which is applied. Throws if the message is refused. */
  receive(message: Uint8Array): Promise<Uint8Array | null>;
  send(plaintext: Uint8Array): Promise<Uint8Array>;
  /** The epoch authenticator in hexadecimal: equal for two members exactly if they agree on the group. */
  authenticator(): string;
  leafIndex(): number;
  /** Whether a commit has removed this member. */
  isRemoved(): boolean;
  /** A secret of the epoch for use outside of MLS, in hexadecimal. */
  exportSecret(label: string, context: Uint8Array, length: number): Promise<string>;
}
