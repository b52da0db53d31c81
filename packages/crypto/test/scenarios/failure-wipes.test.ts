// What a refused message or welcome has made us derive is zeros afterwards, and the state from before still works.
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { utf8 } from '../../src/bytes.ts';
import { parseMlsMessage } from '../../src/group/envelope.ts';
import { createMessage } from '../../src/group/messages.ts';
import type { UpdatePath } from '../../src/messages/update-path.ts';
import type { Secret } from '../../src/secret.ts';
import { ready } from '../../src/sodium/libsodium.ts';
import { SUITE_X25519, suiteById } from '../../src/suite/cipher-suite.ts';
import { RatchetTree } from '../../src/tree/ratchet-tree.ts';
import { addTogether, makeClient, Participant } from '../people.ts';
import { expectCode } from '../validation/expect-code.ts';
import { forge, forgeCommit, forgeWelcome } from '../validation/forge.ts';

const suite = suiteById(SUITE_X25519);

beforeAll(() => ready);

afterEach(() => {
  vi.restoreAllMocks();
});

interface Spy {
  readonly mock: { readonly results: readonly { readonly type: string; readonly value: unknown }[] };
}

/** Notes every secret that the key schedule, the secret tree and the path give from here on. */
function noteDerived(): () => Secret[] {
  const schedule = vi.spyOn(suite.kdf, 'expandWithLabel');
  const ratchets = vi.spyOn(suite.kdf, 'deriveTreeSecret');
  const keyPairs = vi.spyOn(suite.kem, 'deriveKeyPair');
  const returned = <T>({ mock }: Spy): T[] =>
    mock.results.filter(({ type }) => type === 'return').map(({ value }) => value as T);
  return () => [
    ...returned<Secret>(schedule),
    ...returned<Secret>(ratchets),
    ...returned<{ secretKey: Secret }>(keyPairs).map(({ secretKey }) => secretKey),
  ];
}

function expectWiped(derived: readonly Secret[]): void {
  expect(derived.length).toBeGreaterThan(0);
  expect(derived.map((secret) => secret.length)).toEqual(derived.map(() => 0));
}

function four(): Participant[] {
  const others = ['bob', 'carol', 'dave'].map((name) => makeClient(suite, name));
  return addTogether(Participant.found(makeClient(suite, 'alice')), others);
}

/** The path of a commit that travels in the open. */
function pathOf(commit: Uint8Array): UpdatePath | null {
  const decoded = parseMlsMessage(commit);
  const content = decoded.type === 'publicMessage' ? decoded.publicMessage.framed.content : null;
  if (content?.type !== 'commit') throw new TypeError('a public commit');
  return content.commit.path;
}

describe('what is refused leaves nothing behind', () => {
  it('a message that does not open, or is not signed by its sender', () => {
    const [alice, bob] = four() as [Participant, Participant];
    const text = { type: 'application', applicationData: utf8('x') } as const;
    const unsigned = forge(alice, text, { auth: { signature: new Uint8Array(64) } });
    const broken = forge(alice, text).map((byte, at, all) => (at === all.length - 1 ? byte ^ 1 : byte));
    for (const [message, code] of [
      [unsigned, 'message-signature'],
      [broken, 'decryption-failed'],
    ] as const) {
      const derived = noteDerived();
      expectCode(() => bob.receive(message), code);
      expectWiped(derived());
      vi.restoreAllMocks();
    }
    const { message } = createMessage(alice.state, { plaintext: utf8('hello'), random: alice.client.random });
    expect(bob.receive(message)).toMatchObject({ plaintext: utf8('hello') });
  });

  it('a commit whose path opens, and whose confirmation tag is wrong', () => {
    const [alice, bob] = four() as [Participant, Participant];
    const { commit } = alice.stage({ wireFormat: 'publicMessage' });
    const wrong = forgeCommit(alice, [], pathOf(commit));
    const derived = noteDerived();
    expectCode(() => bob.receive(wrong), 'confirmation-tag', 'own');
    expectWiped(derived());
    bob.receive(commit);
  });

  it('a welcome whose confirmation tag is wrong', () => {
    const [alice, bob] = [makeClient(suite, 'alice'), makeClient(suite, 'bob')];
    const made = bob.keyPackage();
    const leaves = [alice.keyPackage().keyPackage, made.keyPackage].map(({ leafNode }) => leafNode);
    const nodes = leaves.flatMap((leafNode) => [{ type: 'leaf' as const, leafNode }, null]).slice(0, -1);
    const welcome = forgeWelcome(alice, {
      tree: RatchetTree.ofNodes(nodes),
      keyPackage: made.keyPackage,
      groupInfo: { confirmationTag: new Uint8Array(suite.hash.bytes) },
    });
    const derived = noteDerived();
    expectCode(() => Participant.join(bob, made, welcome), 'confirmation-tag', 'own');
    expectWiped(derived());
  });
});
