// A member that runs packages/crypto, through its public surface only.
import {
  createCommit,
  createExternalCommit,
  createGroup,
  createMessage,
  createProposal,
  decodeKeyPackage,
  ed25519,
  encodeKeyPackage,
  epochAuthenticator,
  exportGroupInfo,
  exportSecret,
  exportTree,
  generateKeyPackage,
  joinGroup,
  leafIndexOf,
  mergeCommit,
  ownCapabilities,
  processMessage,
  Secret,
  suiteById,
  wipeAll,
  type ApplicationRules,
  type CipherSuite,
  type Credential,
  type GroupState,
  type KeyPackage,
  type KeyPackageSecrets,
  type Proposal,
  type Random,
  type SignatureKeyPair,
} from '@hushroom/crypto';
import {
  KNOWN_PSKS,
  TEST_EXTENSION_TYPE,
  type Change,
  type CommitOptions,
  type InteropClient,
  type MadeCommit,
} from './interop-client.ts';

const CAPABILITIES = { ...ownCapabilities, extensions: [TEST_EXTENSION_TYPE] };

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const random: Random = (byteLength) => crypto.getRandomValues(new Uint8Array(byteLength));

/** Around the present, because the other side takes its time from the clock. */
function lifetimeNow(): { readonly notBefore: bigint; readonly notAfter: bigint } {
  const now = BigInt(nowSeconds());
  return { notBefore: now - 3600n, notAfter: now + 30n * 86_400n };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

const rules: ApplicationRules = {
  checkCredential: () => undefined,
  findPsk: (psk) => {
    const known = psk.type === 'external' ? KNOWN_PSKS.get(new TextDecoder().decode(psk.pskId)) : undefined;
    return known === undefined ? null : Secret.of(known.slice());
  },
};

export class HushroomClient implements InteropClient {
  readonly name: string;
  readonly #suite: CipherSuite;
  readonly #signatureKeyPair: SignatureKeyPair;
  #package: { readonly keyPackage: KeyPackage; readonly secrets: KeyPackageSecrets } | null = null;
  #state: GroupState | null = null;

  /** libsodium must be loaded. */
  constructor(name: string, suiteId: number) {
    this.name = name;
    this.#suite = suiteById(suiteId);
    this.#signatureKeyPair = ed25519.keyPairFromSeed(Secret.of(random(ed25519.seedBytes)));
  }

  keyPackage(): Promise<Uint8Array> {
    this.#package = generateKeyPackage({
      suite: this.#suite,
      credential: this.#credential(),
      signatureKeyPair: this.#signatureKeyPair,
      lifetime: lifetimeNow(),
      capabilities: CAPABILITIES,
      random,
    });
    return Promise.resolve(encodeKeyPackage(this.#package.keyPackage));
  }

  async create(groupId: Uint8Array): Promise<void> {
    await this.keyPackage();
    const founding = { ...this.#takePackage(), signatureKey: this.#signatureKeyPair.secretKey };
    this.#take(createGroup({ groupId, ...founding, extensions: [], random }));
  }

  join(welcome: Uint8Array, tree: Uint8Array | null): Promise<void> {
    const options = tree === null ? {} : { ratchetTree: tree };
    const signatureKey = this.#signatureKeyPair.secretKey;
    this.#take(joinGroup({ welcome, ...this.#takePackage(), signatureKey, ...options, ...rules }));
    return Promise.resolve();
  }

  externalJoin(groupInfo: Uint8Array): Promise<Uint8Array> {
    const { commit, state } = createExternalCommit({
      groupInfo,
      credential: this.#credential(),
      signatureKeyPair: this.#signatureKeyPair,
      capabilities: CAPABILITIES,
      random,
      ...rules,
    });
    this.#take({ state, consumed: [] });
    return Promise.resolve(commit);
  }

  groupInfo(): Promise<Uint8Array> {
    return Promise.resolve(exportGroupInfo(this.#current(), { withTree: true, withExternalPub: true }));
  }

  commit(change: Change, options: CommitOptions = {}): Promise<MadeCommit> {
    const { commit, welcome, state, staged, consumed } = createCommit(this.#current(), {
      proposals: this.#proposals(change),
      wireFormat: options.asPublic === true ? 'publicMessage' : 'privateMessage',
      treeInWelcome: options.treeInside ?? false,
      omitPath: options.omitPath ?? false,
      random,
      nowSeconds: nowSeconds(),
      ...rules,
    });
    this.#take({ state, consumed });
    this.#take(mergeCommit(state, staged));
    return Promise.resolve({ commit, welcome, tree: exportTree(this.#current()) });
  }

  proposeRemove(leaf: number): Promise<Uint8Array> {
    const proposal: Proposal = { type: 'remove', removed: leafIndexOf(leaf) };
    const created = createProposal(this.#current(), { proposal, random, nowSeconds: nowSeconds() });
    this.#take(created);
    return Promise.resolve(created.message);
  }

  receive(message: Uint8Array): Promise<Uint8Array | null> {
    // A refusal becomes a rejection.
    return new Promise((resolve) => {
      const processed = processMessage(this.#current(), message, rules);
      this.#take(processed);
      resolve(processed.kind === 'application' ? processed.plaintext : null);
    });
  }

  send(plaintext: Uint8Array): Promise<Uint8Array> {
    const created = createMessage(this.#current(), { plaintext, random, padTo: 256 });
    this.#take(created);
    return Promise.resolve(created.message);
  }

  authenticator(): string {
    return toHex(epochAuthenticator(this.#current()));
  }

  leafIndex(): number {
    return this.#current().ownLeafIndex;
  }

  isRemoved(): boolean {
    return this.#current().condition.type === 'removed';
  }

  exportSecret(label: string, context: Uint8Array, length: number): Promise<string> {
    return Promise.resolve(exportSecret(this.#current(), label, context, length).use(toHex));
  }

  #proposals(change: Change): Proposal[] {
    const proposals: Proposal[] = [];
    for (const encoded of change.add ?? []) {
      proposals.push({ type: 'add', keyPackage: decodeKeyPackage(encoded) });
    }
    for (const leaf of change.remove ?? []) proposals.push({ type: 'remove', removed: leafIndexOf(leaf) });
    for (const id of change.psks ?? []) {
      const psk = { type: 'external', pskId: utf8(id) } as const;
      proposals.push({ type: 'psk', psk: { psk, pskNonce: random(this.#suite.kdf.bytes) } });
    }
    if (change.extension !== undefined) {
      const extension = { extensionType: TEST_EXTENSION_TYPE, extensionData: change.extension };
      proposals.push({ type: 'groupContextExtensions', extensions: [extension] });
    }
    return proposals;
  }

  #credential(): Credential {
    return { type: 'basic', identity: utf8(this.name) };
  }

  #take({ state, consumed }: { readonly state: GroupState; readonly consumed: readonly Secret[] }): void {
    this.#state = state;
    wipeAll(consumed);
  }

  #current(): GroupState {
    if (this.#state === null) throw new Error(`${this.name} is in no group`);
    return this.#state;
  }

  #takePackage(): { readonly keyPackage: KeyPackage; readonly secrets: KeyPackageSecrets } {
    const taken = this.#package;
    if (taken === null) throw new Error(`${this.name} has no key package`);
    this.#package = null;
    return taken;
  }
}
