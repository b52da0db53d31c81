// Clients for tests: a name, keys, and key packages made from a seeded source.
import { utf8 } from '../src/bytes.ts';
import type { Capabilities } from '../src/messages/capabilities.ts';
import type { KeyPackage } from '../src/messages/key-package.ts';
import { generateKeyPackage, ownCapabilities, type KeyPackageSecrets } from '../src/group/key-package.ts';
import { createGroup } from '../src/group/create-group.ts';
import { joinGroup, type JoinOptions } from '../src/group/join.ts';
import { createCommit, mergeCommit, type CommitOptions } from '../src/group/commit.ts';
import { processMessage } from '../src/group/process.ts';
import type { GroupState } from '../src/group/state.ts';
import type { Extension } from '../src/messages/extension.ts';
import type { Random } from '../src/random.ts';
import { Secret, wipeAll } from '../src/secret.ts';
import { shake256 } from '../src/sodium/hashes.ts';
import type { CipherSuite } from '../src/suite/cipher-suite.ts';
import { ed25519, type SignatureKeyPair } from '../src/suite/signature.ts';

/** Seconds since the Unix epoch at which every test takes place. */
export const NOW_SECONDS = 1_800_000_000;

const LIFETIME = { notBefore: 1_799_000_000n, notAfter: 1_801_000_000n };

/** Bytes that follow from a seed: tests are the same on every run. */
export function seededRandom(seed: string): Random {
  let count = 0;
  return (length) => {
    count += 1;
    return shake256(utf8(`${seed} ${count}`), length);
  };
}

export const anyCredential = (): void => undefined;

export interface Client {
  readonly name: string;
  readonly suite: CipherSuite;
  readonly random: Random;
  readonly signatureKeyPair: SignatureKeyPair;
  keyPackage(options?: { capabilities?: Partial<Capabilities>; lifetime?: typeof LIFETIME }): {
    keyPackage: KeyPackage;
    secrets: KeyPackageSecrets;
  };
}

export function makeClient(suite: CipherSuite, name: string): Client {
  const random = seededRandom(name);
  const signatureKeyPair = ed25519.keyPairFromSeed(Secret.of(random(32)));
  return {
    name,
    suite,
    random,
    signatureKeyPair,
    keyPackage: (options = {}) =>
      generateKeyPackage({
        suite,
        credential: { type: 'basic', identity: utf8(name) },
        signatureKeyPair,
        lifetime: options.lifetime ?? LIFETIME,
        random,
        capabilities: { ...ownCapabilities, ...options.capabilities },
      }),
  };
}

/** A client in a group. Follows the rule of the package: secrets are wiped as soon as the new state is in place. */
export class Participant {
  readonly client: Client;
  state: GroupState;

  constructor(client: Client, state: GroupState) {
    this.client = client;
    this.state = state;
  }

  static found(client: Client, extensions: readonly Extension[] = []): Participant {
    const { keyPackage, secrets } = client.keyPackage();
    const { state, consumed } = createGroup({
      groupId: client.random(16),
      keyPackage,
      secrets,
      signatureKey: client.signatureKeyPair.secretKey,
      extensions,
      random: client.random,
    });
    wipeAll(consumed);
    return new Participant(client, state);
  }

  static join(
    client: Client,
    package_: { keyPackage: KeyPackage; secrets: KeyPackageSecrets },
    welcome: Uint8Array,
    options: Partial<JoinOptions> = {},
  ): Participant {
    const { state, consumed } = joinGroup({
      welcome,
      ...package_,
      signatureKey: client.signatureKeyPair.secretKey,
      checkCredential: anyCredential,
      ...options,
    });
    wipeAll(consumed);
    return new Participant(client, state);
  }

  /** Creates a commit without taking it. */
  stage(options: Partial<CommitOptions> = {}): ReturnType<typeof createCommit> {
    const created = createCommit(this.state, {
      random: this.client.random,
      nowSeconds: NOW_SECONDS,
      checkCredential: anyCredential,
      ...options,
    });
    this.take(created);
    return created;
  }

  /** Creates a commit, takes it, and has the others take it. Returns the welcome. */
  commit(others: readonly Participant[], options: Partial<CommitOptions> = {}): Uint8Array | null {
    const { commit, welcome, staged } = this.stage(options);
    this.take(mergeCommit(this.state, staged));
    for (const other of others) other.receive(commit);
    return welcome;
  }

  receive(
    message: Uint8Array,
    options: Parameters<typeof processMessage>[2] = { checkCredential: anyCredential },
  ): ReturnType<typeof processMessage> {
    const processed = processMessage(this.state, message, options);
    this.take(processed);
    return processed;
  }

  /** Makes a state the current one and wipes what it no longer needs. */
  take(result: { readonly state: GroupState; readonly consumed: readonly Secret[] }): void {
    this.state = result.state;
    wipeAll(result.consumed);
  }
}

/** Adds clients one commit after the other. */
export function addAll(
  founder: Participant,
  clients: readonly Client[],
  options: Partial<CommitOptions> = {},
): Participant[] {
  const everyone = [founder];
  for (const client of clients) {
    const made = client.keyPackage();
    const welcome = founder.commit(everyone.slice(1), {
      proposals: [{ type: 'add', keyPackage: made.keyPackage }],
      ...options,
    });
    if (welcome === null) throw new TypeError('an add has a welcome');
    everyone.push(Participant.join(client, made, welcome));
  }
  return everyone;
}

/** Adds clients in one commit; only the first `joining` of them take their welcome. */
export function addTogether(
  founder: Participant,
  clients: readonly Client[],
  joining = clients.length,
): Participant[] {
  const made = clients.map((client) => client.keyPackage());
  const welcome = founder.commit([], {
    proposals: made.map(({ keyPackage }) => ({ type: 'add', keyPackage })),
  });
  if (welcome === null) throw new TypeError('an add has a welcome');
  const joined = clients.slice(0, joining).map((client, at) => {
    const own = made[at];
    if (own === undefined) throw new TypeError('one key package for each client');
    return Participant.join(client, own, welcome);
  });
  return [founder, ...joined];
}
