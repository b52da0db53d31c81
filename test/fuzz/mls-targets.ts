// Readers of packages/crypto: MLS messages in the state they arrive in, certificates and safety codes.
import {
  createCommit,
  createExternalCommit,
  createGroup,
  createMessage,
  createProposal,
  decodeDeviceCertificate,
  decodeKeyPackage,
  ed25519,
  encodeDeviceCertificate,
  encodeKeyPackage,
  encodeSafetyCode,
  exportGroupInfo,
  exportTree,
  generateKeyPackage,
  joinGroup,
  leafIndexOf,
  mergeCommit,
  parseSafetyCode,
  parseUserName,
  processMessage,
  readEnvelope,
  Secret,
  SUITE_X25519,
  signDeviceCertificate,
  suiteById,
  verifyDeviceCertificate,
  type KeyPackage,
  type KeyPackageSecrets,
  type Random,
  type SignatureKeyPair,
} from '@hushroom/crypto';
import type { Dice } from './mutate.ts';
import type { Target } from './target.ts';

const NOW_SECONDS = 1_800_000_000;
const rules = { checkCredential: (): void => undefined };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Person {
  readonly signatureKeyPair: SignatureKeyPair;
  readonly keyPackage: KeyPackage;
  readonly secrets: KeyPackageSecrets;
}

/** libsodium must be loaded. The X25519 suite is used because its messages are short, so damage hits more fields. */
export function mlsTargets(dice: Dice): Target[] {
  const suite = suiteById(SUITE_X25519);
  const random: Random = (byteLength) => dice.bytes(byteLength);
  const credential = (name: string): { type: 'basic'; identity: Uint8Array } => ({
    type: 'basic',
    identity: utf8(name),
  });
  const person = (name: string): Person => {
    const signatureKeyPair = ed25519.keyPairFromSeed(Secret.of(random(32)));
    const lifetime = { notBefore: 0n, notAfter: 2n ** 40n };
    const made = generateKeyPackage({
      suite,
      credential: credential(name),
      signatureKeyPair,
      lifetime,
      random,
    });
    return { signatureKeyPair, ...made };
  };
  const committing = { random, nowSeconds: NOW_SECONDS, ...rules };

  const [alice, bob, carol] = [person('alice'), person('bob'), person('carol')];
  const { state: founded } = createGroup({
    groupId: random(16),
    keyPackage: alice.keyPackage,
    secrets: alice.secrets,
    signatureKey: alice.signatureKeyPair.secretKey,
    extensions: [],
    random,
  });
  const added = createCommit(founded, {
    proposals: [bob, carol].map(({ keyPackage }) => ({ type: 'add', keyPackage })),
    ...committing,
  });
  const { state: sender } = mergeCommit(added.state, added.staged);
  const { welcome } = added;
  if (welcome === null) throw new Error('an add without a welcome');
  const join = (given: Uint8Array, ratchetTree?: Uint8Array): ReturnType<typeof joinGroup> =>
    joinGroup({
      welcome: given,
      keyPackage: bob.keyPackage,
      secrets: bob.secrets,
      signatureKey: bob.signatureKeyPair.secretKey,
      ...(ratchetTree === undefined ? {} : { ratchetTree }),
      ...rules,
    });
  const { state: receiver } = join(welcome);

  const wireFormats = ['privateMessage', 'publicMessage'] as const;
  const remove = { type: 'remove', removed: leafIndexOf(2) } as const;
  const messages = [
    createMessage(sender, { plaintext: utf8('hello'), random }).message,
    ...wireFormats.map((wireFormat) => createCommit(sender, { wireFormat, ...committing }).commit),
    ...wireFormats.map(
      (wireFormat) => createCommit(sender, { wireFormat, proposals: [remove], ...committing }).commit,
    ),
    ...wireFormats.map(
      (wireFormat) =>
        createProposal(sender, { proposal: remove, wireFormat, random, nowSeconds: NOW_SECONDS }).message,
    ),
  ];
  const groupInfo = exportGroupInfo(sender, { withTree: true, withExternalPub: true });
  const outsider = person('dave');
  const external = (given: Uint8Array): ReturnType<typeof createExternalCommit> =>
    createExternalCommit({
      groupInfo: given,
      credential: credential('dave'),
      signatureKeyPair: outsider.signatureKeyPair,
      random,
      ...rules,
    });
  const keyPackages = [alice, bob].map(({ keyPackage }) => encodeKeyPackage(keyPackage));
  const apart = createCommit(founded, {
    proposals: [{ type: 'add', keyPackage: bob.keyPackage }],
    treeInWelcome: false,
    ...committing,
  });
  const apartTree = exportTree(mergeCommit(apart.state, apart.staged).state);
  const certificate = encodeDeviceCertificate(
    signDeviceCertificate(
      {
        userName: parseUserName('alice'),
        deviceId: random(16),
        deviceKey: bob.signatureKeyPair.publicKey,
        suites: [SUITE_X25519],
        number: 1,
        created: 1,
      },
      alice.signatureKeyPair,
    ),
  );
  const account = (
    name: string,
    { signatureKeyPair }: Person,
  ): Parameters<typeof encodeSafetyCode>[0]['shower'] => ({
    userName: parseUserName(name),
    accountKey: signatureKeyPair.publicKey,
  });
  const safetyCode = encodeSafetyCode({
    relayId: random(32),
    shower: account('alice', alice),
    reader: account('bob', bob),
    rosterHead: { seq: 3, transcript: random(32) },
  });

  return [
    { name: 'mls-envelope', examples: messages, read: readEnvelope },
    {
      name: 'mls-message',
      examples: [...messages, external(groupInfo).commit],
      read: (input) => processMessage(receiver, input, rules),
    },
    { name: 'mls-key-package', examples: keyPackages, read: decodeKeyPackage },
    { name: 'mls-welcome', examples: [welcome], read: (input) => join(input) },
    {
      name: 'mls-ratchet-tree',
      examples: [apartTree],
      read: (input) => join(apart.welcome ?? welcome, input),
    },
    { name: 'mls-group-info', examples: [groupInfo], read: external },
    {
      name: 'device-certificate',
      examples: [certificate],
      read: (input) => {
        verifyDeviceCertificate(decodeDeviceCertificate(input));
      },
    },
    {
      name: 'safety-code',
      examples: [utf8(safetyCode)],
      read: (input) => parseSafetyCode(new TextDecoder().decode(input)),
    },
  ];
}
