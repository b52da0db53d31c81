// Two implementations in one group, operation by operation, in both directions and with both suites.
import { beforeAll, describe, expect, it } from 'vitest';
import { ready } from '@hushroom/crypto';
import { HushroomClient } from './hushroom-client.ts';
import type { Change, CommitOptions, InteropClient } from './interop-client.ts';
import { TsMlsClient } from './ts-mls-client.ts';

beforeAll(() => ready);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes);

type Suite = 0x0003 | 0xf00e;

const ours = (name: string, suite: Suite): Promise<InteropClient> =>
  Promise.resolve(new HushroomClient(name, suite));
const theirs = (name: string, suite: Suite): Promise<InteropClient> => TsMlsClient.start(name, suite);

/** One commit, taken by everybody. */
async function commit(
  by: InteropClient,
  others: readonly InteropClient[],
  change: Change,
  options?: CommitOptions,
): Promise<{ readonly welcome: Uint8Array | null; readonly tree: Uint8Array }> {
  const made = await by.commit(change, options);
  for (const other of others) if (other !== by) await other.receive(made.commit);
  return made;
}

function expectAgreement(clients: readonly InteropClient[]): void {
  expect(new Set(clients.map((client) => client.authenticator())).size).toBe(1);
}

/** A group of four: founder, one of the other kind, one of each kind more, added in one commit. */
async function group(suite: Suite, founder: typeof ours, other: typeof ours): Promise<InteropClient[]> {
  const [first, ...joiners] = await Promise.all([
    founder('alice', suite),
    other('bob', suite),
    founder('carol', suite),
    other('dave', suite),
  ]);
  await first.create(utf8('room'));
  const add = await Promise.all(joiners.map((joiner) => joiner.keyPackage()));
  const { welcome } = await commit(first, [], { add }, { treeInside: true });
  for (const joiner of joiners) await joiner.join(welcome!, null);
  return [first, ...joiners];
}

describe.each([0x0003, 0xf00e] as const)('suite %i', (suite) => {
  describe.each([
    { founding: 'a group of ours', founder: ours, other: theirs },
    { founding: 'a group of theirs', founder: theirs, other: ours },
  ])('$founding', ({ founder, other }) => {
    it('adds several at once with the tree inside, and one with the tree apart', async () => {
      const clients = await group(suite, founder, other);
      expectAgreement(clients);
      for (const make of [ours, theirs]) {
        const joiner = await make('late', suite);
        const add = [await joiner.keyPackage()];
        // Paths on the way would leave ts-mls unable to join (see random-run.ts).
        const { welcome, tree } = await commit(clients[0]!, clients, { add }, { omitPath: true });
        await joiner.join(welcome!, tree);
        clients.push(joiner);
        expectAgreement(clients);
        for (const client of clients) await commit(client, clients, {});
      }
    });

    it('carries messages from everyone to everyone, out of order too', async () => {
      const clients = await group(suite, founder, other);
      for (const sender of clients) {
        const messages = [];
        for (const word of ['one', 'two', 'three']) messages.push(await sender.send(utf8(word)));
        for (const receiver of clients) {
          if (receiver === sender) continue;
          expect(text(await receiver.receive(messages[2]!))).toBe('three');
          expect(text(await receiver.receive(messages[0]!))).toBe('one');
          expect(text(await receiver.receive(messages[1]!))).toBe('two');
          await expect(receiver.receive(messages[1]!)).rejects.toThrow();
        }
      }
    });

    it('updates keys in private and in public messages, and exports the same secrets', async () => {
      const clients = await group(suite, founder, other);
      for (const client of clients) {
        for (const asPublic of [false, true]) {
          const before = client.authenticator();
          await commit(client, clients, {}, { asPublic });
          expectAgreement(clients);
          expect(client.authenticator()).not.toBe(before);
        }
      }
      const exported = await Promise.all(
        clients.map((client) => client.exportSecret('label', utf8('context'), 48)),
      );
      expect(new Set(exported).size).toBe(1);
      expect(exported[0]).toHaveLength(96);
    });

    it('mixes in pre-shared keys', async () => {
      const clients = await group(suite, founder, other);
      for (const client of clients.slice(0, 2)) {
        await commit(client, clients, { psks: ['first', 'second'] });
        expectAgreement(clients);
      }
    });

    it('takes those in who join by an external commit', async () => {
      const clients = await group(suite, founder, other);
      for (const make of [ours, theirs]) {
        for (const client of clients) await commit(client, clients, {});
        for (const from of [clients[0]!, clients[1]!].slice(0, make === ours ? 2 : 1)) {
          const joiner = await make(`outsider of ${from.name}`, suite);
          const external = await joiner.externalJoin(await from.groupInfo());
          for (const client of clients) await client.receive(external);
          clients.push(joiner);
          expectAgreement(clients);
        }
      }
    });

    it('removes two, who can read no further', async () => {
      const clients = await group(suite, founder, other);
      const [first, second, third, fourth] = clients as [
        InteropClient,
        InteropClient,
        InteropClient,
        InteropClient,
      ];
      await commit(second, [first], { remove: [third.leafIndex(), fourth.leafIndex()] });
      expectAgreement([first, second]);
      const message = await first.send(utf8('gone'));
      expect(text(await second.receive(message))).toBe('gone');
      for (const removed of [third, fourth]) await expect(removed.receive(message)).rejects.toThrow();
    });

    it('commits what another proposed', async () => {
      const [first, second, third, fourth] = (await group(suite, founder, other)) as [
        InteropClient,
        InteropClient,
        InteropClient,
        InteropClient,
      ];
      for (const leaf of [third.leafIndex(), fourth.leafIndex()]) {
        await second.receive(await first.proposeRemove(leaf));
      }
      await commit(second, [first], {});
      expectAgreement([first, second]);
    });
  });

  it('removes one by a commit of ours, and refuses theirs, which has no path', async () => {
    const clients = await group(suite, ours, theirs);
    const [first, second, third, fourth] = clients as [
      InteropClient,
      InteropClient,
      InteropClient,
      InteropClient,
    ];
    await commit(first, [second, third], { remove: [fourth.leafIndex()] });
    expectAgreement([first, second, third]);

    // RFC 9420 §12.4: without a path, whoever is removed could follow into the next epoch.
    const before = first.authenticator();
    const { commit: pathless } = await second.commit({ remove: [third.leafIndex()] });
    await expect(first.receive(pathless)).rejects.toMatchObject({ code: 'path-missing', scope: 'shared' });
    expect(first.authenticator()).toBe(before);
  });

  it('changes the extensions of the group by a commit of ours', async () => {
    const clients = await group(suite, theirs, ours);
    await commit(clients[1]!, clients, { extension: utf8('name') });
    expectAgreement(clients);
    await commit(clients[0]!, clients, {});
    expectAgreement(clients);
  });
});
