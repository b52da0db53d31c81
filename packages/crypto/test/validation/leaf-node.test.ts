// Rules on leaf nodes, key packages and extensions (RFC 9420 §7.3, §10.1, §11.1, §13.4), broken one at a time in what a
// member commits. Titles begin with the code.
import { encode } from '@hushroom/codec';
import { beforeAll, beforeEach, describe, it } from 'vitest';
import { utf8 } from '../../src/bytes.ts';
import { createGroup } from '../../src/group/create-group.ts';
import { decodeKeyPackage, encodeKeyPackage, ownCapabilities } from '../../src/group/key-package.ts';
import { EXTENSION_TYPE, requiredCapabilitiesCodec, type Extension } from '../../src/messages/extension.ts';
import type { KeyPackage } from '../../src/messages/key-package.ts';
import type { LeafNodeContent } from '../../src/messages/leaf-node.ts';
import { ready } from '../../src/sodium/libsodium.ts';
import { SUITE_X25519, suiteById } from '../../src/suite/cipher-suite.ts';
import { addAll, anyCredential, makeClient, Participant, type Client } from '../people.ts';
import { expectCode } from './expect-code.ts';
import { forgeCommit, forgedKeyPackage, resignedLeaf, soundPath } from './forge.ts';

const suite = suiteById(SUITE_X25519);

beforeAll(() => ready);

let alice: Participant;
let bob: Participant;
let carol: Client;

beforeEach(() => {
  [alice, bob] = addAll(Participant.found(makeClient(suite, 'alice')), [makeClient(suite, 'bob')]) as [
    Participant,
    Participant,
  ];
  carol = makeClient(suite, 'carol');
});

/** Bob's view of a commit that adds a key package and has a path. */
function receiveAdd(keyPackage: KeyPackage): void {
  const grown = alice.state.epoch.tree.add(keyPackage.leafNode).tree;
  const path = soundPath(alice, grown);
  // The path was made over the tree with the new leaf, to which nothing is sealed.
  const nodes = path.nodes.map((node, at) =>
    at === path.nodes.length - 1 ? { ...node, encryptedPathSecret: [] } : node,
  );
  bob.receive(forgeCommit(alice, [{ type: 'add', keyPackage }], { ...path, nodes }));
}

function withCapabilities(change: Partial<typeof ownCapabilities>): Partial<LeafNodeContent> {
  return { capabilities: { ...ownCapabilities, ...change } };
}

function requiring(change: Partial<{ extensionTypes: number[]; proposalTypes: number[] }>): Extension {
  const value = { extensionTypes: [], proposalTypes: [], credentialTypes: [], ...change };
  return {
    extensionType: EXTENSION_TYPE.requiredCapabilities,
    extensionData: encode(requiredCapabilitiesCodec, value),
  };
}

const unknownExtension: Extension = { extensionType: 0xf123, extensionData: utf8('') };

describe('leaf nodes', () => {
  it('credential-refused (§5.3.1): the application does not know the credential', () => {
    const checkCredential = (): never => {
      throw new TypeError('unknown');
    };
    const commit = forgeCommit(alice, []);
    expectCode(() => bob.receive(commit, { checkCredential }), 'credential-refused');
  });

  it('leaf-signature (§7.3): the leaf was changed after it was signed', () => {
    const { keyPackage } = carol.keyPackage();
    const leafNode = {
      ...keyPackage.leafNode,
      credential: { type: 'basic', identity: utf8('eve') },
    } as const;
    expectCode(() => {
      receiveAdd(forgedKeyPackage(carol, {}, { leafNode }));
    }, 'leaf-signature');
  });

  it('leaf-signature (§7.2): an update leaf is bound to its group and place', () => {
    const { ownLeafIndex } = alice.state;
    const path = soundPath(alice);
    const elsewhere = { groupId: utf8('other'), leafIndex: ownLeafIndex };
    const leafNode = resignedLeaf(alice.client, path.leafNode, {}, elsewhere);
    expectCode(() => bob.receive(forgeCommit(alice, [], { ...path, leafNode })), 'leaf-signature');
  });

  it('bad-public-key (§5.1.1): a key nobody can encrypt to, in leaf, key package and path', () => {
    const zero = new Uint8Array(32);
    expectCode(() => {
      receiveAdd(forgedKeyPackage(carol, { encryptionKey: zero }));
    }, 'bad-public-key');
    expectCode(() => {
      receiveAdd(forgedKeyPackage(carol, {}, { initKey: zero }));
    }, 'bad-public-key');
    const path = soundPath(alice);
    const nodes = path.nodes.map((node) => ({ ...node, encryptionKey: zero }));
    expectCode(() => bob.receive(forgeCommit(alice, [], { ...path, nodes })), 'bad-public-key');
  });

  it('leaf-suite-unsupported (§11.1): the leaf does not list the suite in use', () => {
    const leaf = withCapabilities({ cipherSuites: [1] });
    expectCode(() => {
      receiveAdd(forgedKeyPackage(carol, leaf));
    }, 'leaf-suite-unsupported');
  });

  it('leaf-required-capabilities (§7.3): a new member lacks what the group requires', () => {
    const founder = Participant.found(
      {
        ...alice.client,
        keyPackage: () => alice.client.keyPackage({ capabilities: { extensions: [0xf123] } }),
      },
      [requiring({ extensionTypes: [0xf123] })],
    );
    const { keyPackage } = carol.keyPackage();
    expectCode(
      () => founder.stage({ proposals: [{ type: 'add', keyPackage }] }),
      'leaf-required-capabilities',
    );
  });

  it('leaf-credential-unsupported (§7.3): a credential of a type that others do not support', () => {
    const credential = { type: 'x509', certificates: [utf8('certificate')] } as const;
    const leaf = { ...withCapabilities({ credentials: [1, 2] }), credential };
    expectCode(() => {
      receiveAdd(forgedKeyPackage(carol, leaf));
    }, 'leaf-credential-unsupported');
    const none = withCapabilities({ credentials: [] });
    expectCode(() => {
      receiveAdd(forgedKeyPackage(carol, none));
    }, 'leaf-credential-unsupported');
  });

  it('leaf-lifetime (§7.3): who adds a key package makes sure that it is valid now', () => {
    const expired = carol.keyPackage({ lifetime: { notBefore: 1n, notAfter: 2n } });
    const early = carol.keyPackage({ lifetime: { notBefore: 9_000_000_000n, notAfter: 9_000_000_001n } });
    for (const { keyPackage } of [expired, early]) {
      expectCode(() => alice.stage({ proposals: [{ type: 'add', keyPackage }] }), 'leaf-lifetime', 'own');
    }
  });

  it('leaf-extension-unlisted (§7.3): an extension in the leaf that its capabilities do not list', () => {
    const leaf = { extensions: [unknownExtension] };
    expectCode(() => {
      receiveAdd(forgedKeyPackage(carol, leaf));
    }, 'leaf-extension-unlisted');
  });

  it('leaf-source (§7.3): key packages, updates and paths each have their own kind of leaf', () => {
    const source = { leafNodeSource: { type: 'commit', parentHash: utf8('') } } as const;
    const { epoch, ownLeafIndex } = alice.state;
    const place = { groupId: epoch.context.groupId, leafIndex: ownLeafIndex };
    const { keyPackage } = carol.keyPackage();
    const leafNode = resignedLeaf(carol, keyPackage.leafNode, source, place);
    expectCode(() => {
      receiveAdd(forgedKeyPackage(carol, {}, { leafNode }));
    }, 'leaf-source');
    const path = soundPath(alice);
    const update = resignedLeaf(alice.client, path.leafNode, { leafNodeSource: { type: 'update' } }, place);
    expectCode(() => bob.receive(forgeCommit(alice, [], { ...path, leafNode: update })), 'leaf-source');
  });

  it('leaf-key-unchanged (§7.3, §12.4.2): a path or an update that keeps the old key', () => {
    const { epoch, ownLeafIndex } = alice.state;
    const place = { groupId: epoch.context.groupId, leafIndex: ownLeafIndex };
    const path = soundPath(alice);
    const { encryptionKey = utf8('') } = epoch.tree.leaf(ownLeafIndex) ?? {};
    const leafNode = resignedLeaf(alice.client, path.leafNode, { encryptionKey }, place);
    expectCode(() => bob.receive(forgeCommit(alice, [], { ...path, leafNode })), 'leaf-key-unchanged');
  });

  it('signature-key-in-use (§7.3): a member takes over the signature key of another', () => {
    const { epoch, ownLeafIndex } = alice.state;
    const place = { groupId: epoch.context.groupId, leafIndex: ownLeafIndex };
    const path = soundPath(alice);
    const { publicKey: signatureKey } = bob.client.signatureKeyPair;
    // Bob lends his key to sign the leaf: that it is his is what must not pass.
    const leafNode = resignedLeaf(bob.client, path.leafNode, { signatureKey }, place);
    expectCode(() => bob.receive(forgeCommit(alice, [], { ...path, leafNode })), 'signature-key-in-use');
  });

  it('encryption-key-in-use (§7.3): a new member with the encryption key of another', () => {
    const { encryptionKey = utf8('') } = bob.state.epoch.tree.leaf(bob.state.ownLeafIndex) ?? {};
    expectCode(() => {
      receiveAdd(forgedKeyPackage(carol, { encryptionKey }));
    }, 'encryption-key-in-use');
  });
});

describe('key packages', () => {
  it('key-package-suite (§10.1): of another suite or version', () => {
    expectCode(() => {
      receiveAdd(forgedKeyPackage(carol, {}, { cipherSuite: 0xf00e }));
    }, 'key-package-suite');
    expectCode(() => {
      receiveAdd(forgedKeyPackage(carol, {}, { version: 2 }));
    }, 'key-package-suite');
  });

  it('key-package-signature (§10.1): changed after it was signed', () => {
    const { keyPackage } = carol.keyPackage();
    const changed = { ...keyPackage, initKey: carol.keyPackage().keyPackage.initKey };
    expectCode(() => {
      receiveAdd(changed);
    }, 'key-package-signature');
    expectCode(() => decodeKeyPackage(encodeKeyPackage(changed)), 'key-package-signature');
  });

  it('key-package-init-key (§10.1): the init key is the encryption key', () => {
    const { initKey } = carol.keyPackage().keyPackage;
    const keyPackage = forgedKeyPackage(carol, { encryptionKey: initKey }, { initKey });
    expectCode(() => {
      receiveAdd(keyPackage);
    }, 'key-package-init-key');
  });
});

describe('extensions', () => {
  const replace = (extensions: readonly Extension[]): Uint8Array =>
    forgeCommit(alice, [{ type: 'groupContextExtensions', extensions }]);

  it('extension-repeated (§13.4): one type twice in a list', () => {
    const twice = [requiring({}), requiring({})];
    expectCode(() => bob.receive(replace(twice)), 'extension-repeated');
    const keyPackage = forgedKeyPackage(carol, {}, { extensions: [unknownExtension, unknownExtension] });
    expectCode(() => {
      receiveAdd(keyPackage);
    }, 'extension-repeated');
  });

  it('extension-malformed (§11.1): required capabilities that are none', () => {
    const { extensionType } = requiring({});
    expectCode(
      () => bob.receive(replace([{ extensionType, extensionData: utf8('?') }])),
      'extension-malformed',
    );
  });

  it('required-capabilities-unmet (§12.1.7): a member lacks what is to be required', () => {
    expectCode(
      () => bob.receive(replace([requiring({ proposalTypes: [0xf001] })])),
      'leaf-required-capabilities',
    );
    const founder = makeClient(suite, 'founder');
    const capable = {
      ...founder,
      keyPackage: () => founder.keyPackage({ capabilities: { proposals: [0xf001] } }),
    };
    const group = addAll(Participant.found(capable), [carol]);
    const [first, second] = group as [Participant, Participant];
    const commit = forgeCommit(first, [
      { type: 'groupContextExtensions', extensions: [requiring({ proposalTypes: [0xf001] })] },
    ]);
    expectCode(() => second.receive(commit), 'required-capabilities-unmet');
  });

  it('group-extension-unsupported (§13.4): an extension of the group that a member does not support', () => {
    expectCode(() => bob.receive(replace([unknownExtension])), 'group-extension-unsupported');
    const { keyPackage, secrets } = carol.keyPackage();
    const found = (): unknown =>
      createGroup({
        groupId: utf8('group'),
        keyPackage,
        secrets,
        signatureKey: carol.signatureKeyPair.secretKey,
        extensions: [unknownExtension],
        random: carol.random,
      });
    expectCode(found, 'group-extension-unsupported');
  });

  it('tolerates GREASE (§13.5) wherever unknown values may stand', () => {
    const grease = { extensionType: 0x0a0a, extensionData: utf8('grease') };
    const capabilities = {
      versions: [...ownCapabilities.versions, 0x1a1a],
      cipherSuites: [...ownCapabilities.cipherSuites, 0x2a2a],
      extensions: [0x0a0a, 0x3a3a],
      proposals: [0x4a4a],
      credentials: [...ownCapabilities.credentials, 0x5a5a],
    };
    const dave = makeClient(suite, 'dave');
    const keyPackage = forgedKeyPackage(
      dave,
      { capabilities, extensions: [grease] },
      { extensions: [grease] },
    );
    alice.commit([bob], {
      proposals: [{ type: 'add', keyPackage }],
      groupInfoExtensions: () => [{ extensionType: 0x6a6a, extensionData: utf8('grease') }],
      checkCredential: anyCredential,
    });
  });
});
