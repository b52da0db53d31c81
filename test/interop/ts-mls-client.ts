// A member that runs ts-mls 2.0.0-rc.10, which numbers the X-Wing suite as we do. Where this release departs from
// RFC 9420, it is led around it here, so that the tests compare what both intend:
// - it writes and reads the `external_pub` extension without the length of HPKEPublicKey (§12.4.3.2), so its HPKE
//   functions are wrapped in those two calls;
// - its `processMessage` forgets the external pre-shared keys of the context for private messages, so the functions below
//   it are called;
// - it leaves out the path of commits that must have one (§12.4), such as one that removes a single member, which is for
//   the tests that see it refused.
import { decode as decodeOurs, encode as encodeOurs, opaque } from '@hushroom/codec';
import * as mls from 'ts-mls';
import {
  KNOWN_PSKS,
  TEST_EXTENSION_TYPE,
  type Change,
  type CommitOptions,
  type InteropClient,
  type MadeCommit,
} from './interop-client.ts';

const SUITE_NAMES = {
  0x0003: 'MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519',
  0xf00e: 'MLS_256_XWING_CHACHA20POLY1305_SHA512_Ed25519',
} as const satisfies Record<number, mls.CiphersuiteName>;

const hpkePublicKey = opaque(2048);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Package {
  readonly publicPackage: mls.KeyPackage;
  readonly privatePackage: mls.PrivateKeyPackage;
}

export class TsMlsClient implements InteropClient {
  readonly name: string;
  readonly #context: mls.MlsContext;
  #package: Package | null = null;
  #state: mls.ClientState | null = null;

  private constructor(name: string, context: mls.MlsContext) {
    this.name = name;
    this.#context = context;
  }

  static async start(name: string, suite: keyof typeof SUITE_NAMES): Promise<TsMlsClient> {
    const externalPsks: Record<string, Uint8Array> = {};
    for (const [id, psk] of KNOWN_PSKS) externalPsks[mls.bytesToBase64(utf8(id))] = psk;
    return new TsMlsClient(name, {
      cipherSuite: await mls.getCiphersuiteImpl(SUITE_NAMES[suite]),
      authService: mls.unsafeTestingAuthenticationService,
      externalPsks,
    });
  }

  async keyPackage(): Promise<Uint8Array> {
    const capabilities = mls.defaultCapabilities();
    this.#package = await mls.generateKeyPackage({
      credential: { credentialType: mls.defaultCredentialTypes.basic, identity: utf8(this.name) },
      capabilities: { ...capabilities, extensions: [...capabilities.extensions, TEST_EXTENSION_TYPE] },
      cipherSuite: this.#context.cipherSuite,
    });
    return encodeMessage({
      wireformat: mls.wireformats.mls_key_package,
      version: mls.protocolVersions.mls10,
      keyPackage: this.#package.publicPackage,
    });
  }

  async create(groupId: Uint8Array): Promise<void> {
    await this.keyPackage();
    const { publicPackage, privatePackage } = this.#takePackage();
    this.#state = await mls.createGroup({
      context: this.#context,
      groupId,
      keyPackage: publicPackage,
      privateKeyPackage: privatePackage,
    });
  }

  async join(welcome: Uint8Array, tree: Uint8Array | null): Promise<void> {
    const message = decodeMessage(welcome);
    if (message.wireformat !== mls.wireformats.mls_welcome) throw new Error('not a welcome');
    const { publicPackage, privatePackage } = this.#takePackage();
    this.#state = await mls.joinGroup({
      context: this.#context,
      welcome: message.welcome,
      keyPackage: publicPackage,
      privateKeys: privatePackage,
      ...(tree === null ? {} : { ratchetTree: await this.#decodeTree(tree) }),
    });
  }

  async externalJoin(groupInfo: Uint8Array): Promise<Uint8Array> {
    const message = decodeMessage(groupInfo);
    if (message.wireformat !== mls.wireformats.mls_group_info) throw new Error('not a group info');
    await this.keyPackage();
    const { publicPackage, privatePackage } = this.#takePackage();
    const { cipherSuite } = this.#context;
    const { hpke } = cipherSuite;
    // The only key with a length in front is the one in `external_pub`.
    const importPublicKey = (key: Uint8Array): Promise<mls.PublicKey> =>
      hpke.importPublicKey(isPrefixed(key) ? decodeOurs(hpkePublicKey, key) : key);
    const { publicMessage, newState } = await mls.joinGroupExternal({
      context: { ...this.#context, cipherSuite: { ...cipherSuite, hpke: { ...hpke, importPublicKey } } },
      groupInfo: message.groupInfo,
      keyPackage: publicPackage,
      privateKeys: privatePackage,
      resync: false,
    });
    this.#state = newState;
    return encodeMessage({
      wireformat: mls.wireformats.mls_public_message,
      version: mls.protocolVersions.mls10,
      publicMessage,
    });
  }

  async groupInfo(): Promise<Uint8Array> {
    return encodeMessage({
      wireformat: mls.wireformats.mls_group_info,
      version: mls.protocolVersions.mls10,
      groupInfo: await this.#groupInfo(this.#current()),
    });
  }

  async commit(change: Change, options: CommitOptions = {}): Promise<MadeCommit> {
    const { newState, commit, welcome } = await mls.createCommit({
      context: this.#context,
      state: this.#current(),
      extraProposals: this.#proposals(change),
      wireAsPublicMessage: options.asPublic ?? false,
      ratchetTreeExtension: options.treeInside ?? false,
    });
    this.#state = newState;
    return {
      commit: encodeMessage(commit),
      welcome: welcome === undefined ? null : encodeMessage(welcome),
      tree: await this.#encodedTree(newState),
    };
  }

  async proposeRemove(leaf: number): Promise<Uint8Array> {
    const { newState, message } = await mls.createProposal({
      context: this.#context,
      state: this.#current(),
      proposal: { proposalType: mls.defaultProposalTypes.remove, remove: { removed: leaf } },
    });
    this.#state = newState;
    return encodeMessage(message);
  }

  async receive(message: Uint8Array): Promise<Uint8Array | null> {
    const decoded = decodeMessage(message);
    const context = this.#context;
    const state = this.#current();
    if (decoded.wireformat === mls.wireformats.mls_private_message) {
      const { privateMessage } = decoded;
      const result = await mls.processPrivateMessage({ context, state, privateMessage });
      this.#state = result.newState;
      return result.kind === 'applicationMessage' ? result.message : null;
    }
    if (decoded.wireformat !== mls.wireformats.mls_public_message) throw new Error('not for a group');
    const { publicMessage } = decoded;
    this.#state = (await mls.processPublicMessage({ context, state, publicMessage })).newState;
    return null;
  }

  async send(plaintext: Uint8Array): Promise<Uint8Array> {
    const { newState, message } = await mls.createApplicationMessage({
      context: this.#context,
      state: this.#current(),
      message: plaintext,
    });
    this.#state = newState;
    return encodeMessage(message);
  }

  authenticator(): string {
    return toHex(this.#current().keySchedule.epochAuthenticator);
  }

  leafIndex(): number {
    return this.#current().privatePath.leafIndex;
  }

  isRemoved(): boolean {
    return this.#current().groupActiveState.kind === 'removedFromGroup';
  }

  async exportSecret(label: string, context: Uint8Array, length: number): Promise<string> {
    const { exporterSecret } = this.#current().keySchedule;
    return toHex(await mls.mlsExporter(exporterSecret, label, context, length, this.#context.cipherSuite));
  }

  #proposals(change: Change): mls.Proposal[] {
    const proposals: mls.Proposal[] = [];
    for (const encoded of change.add ?? []) {
      const message = decodeMessage(encoded);
      if (message.wireformat !== mls.wireformats.mls_key_package) throw new Error('not a key package');
      const { keyPackage } = message;
      proposals.push({ proposalType: mls.defaultProposalTypes.add, add: { keyPackage } });
    }
    for (const removed of change.remove ?? []) {
      proposals.push({ proposalType: mls.defaultProposalTypes.remove, remove: { removed } });
    }
    for (const id of change.psks ?? []) {
      const preSharedKeyId = {
        psktype: mls.pskTypes.external,
        pskId: utf8(id),
        pskNonce: this.#context.cipherSuite.rng.randomBytes(this.#context.cipherSuite.kdf.size),
      };
      proposals.push({ proposalType: mls.defaultProposalTypes.psk, psk: { preSharedKeyId } });
    }
    if (change.extension !== undefined) {
      const extension = { extensionType: TEST_EXTENSION_TYPE, extensionData: change.extension };
      proposals.push({
        proposalType: mls.defaultProposalTypes.group_context_extensions,
        groupContextExtensions: { extensions: [mls.makeCustomExtension(extension)] },
      });
    }
    return proposals;
  }

  /** With the tree, and with `external_pub` as the RFC has it. */
  #groupInfo(state: mls.ClientState): Promise<mls.GroupInfo> {
    const { cipherSuite } = this.#context;
    const { hpke } = cipherSuite;
    const exportPublicKey = async (key: mls.PublicKey): Promise<Uint8Array> =>
      encodeOurs(hpkePublicKey, await hpke.exportPublicKey(key));
    const wrapped = { ...cipherSuite, hpke: { ...hpke, exportPublicKey } };
    return mls.createGroupInfoWithExternalPubAndRatchetTree(state, [], wrapped);
  }

  async #encodedTree(state: mls.ClientState): Promise<Uint8Array> {
    const { extensions } = await this.#groupInfo(state);
    const tree = extensions.find(
      ({ extensionType }) => extensionType === mls.defaultExtensionTypes.ratchet_tree,
    );
    if (tree === undefined) throw new Error('a group info without a tree');
    return tree.extensionData;
  }

  /** ts-mls exports no decoder of trees but the one inside its stored state, so the tree is put into such a state. */
  async #decodeTree(tree: Uint8Array): Promise<mls.RatchetTree> {
    const host = await TsMlsClient.start('host', this.#context.cipherSuite.id as keyof typeof SUITE_NAMES);
    await host.create(utf8('host'));
    const stored = Buffer.from(mls.encode(mls.clientStateEncoder, host.#current()));
    const own = await host.#encodedTree(host.#current());
    const at = stored.indexOf(own);
    const changed = Buffer.concat([stored.subarray(0, at), tree, stored.subarray(at + own.length)]);
    const decoded = mls.decode(mls.clientStateDecoder, new Uint8Array(changed));
    if (at < 0 || decoded === undefined) throw new Error('a tree that ts-mls does not decode');
    return decoded.ratchetTree;
  }

  #current(): mls.ClientState {
    if (this.#state === null) throw new Error(`${this.name} is in no group`);
    return this.#state;
  }

  #takePackage(): Package {
    const taken = this.#package;
    if (taken === null) throw new Error(`${this.name} has no key package`);
    this.#package = null;
    return taken;
  }
}

function isPrefixed(key: Uint8Array): boolean {
  // A bare key has 32 or 1216 bytes; the length in front takes one byte or two.
  return key.length === 33 || key.length === 1218;
}

function encodeMessage(message: mls.MlsMessage): Uint8Array {
  return mls.encode(mls.mlsMessageEncoder, message);
}

function decodeMessage(message: Uint8Array): mls.MlsMessage {
  const decoded = mls.decode(mls.mlsMessageDecoder, message);
  if (decoded === undefined) throw new Error('a message that ts-mls does not decode');
  return decoded;
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
