// A random history of one group whose members run either implementation. The seed decides who does what; keys are
// random on every run. After every operation all members agree on the epoch authenticator, or the run fails.
import { HushroomClient } from './hushroom-client.ts';
import { KNOWN_PSKS, type Change, type InteropClient } from './interop-client.ts';
import { TsMlsClient } from './ts-mls-client.ts';

const MEMBERS_MAX = 9;
const MEMBERS_MIN = 3;

/** What a run did, for whoever looks at whether it covered enough. */
export type Counts = Record<Operation, number>;

type Operation =
  'add' | 'remove' | 'update' | 'message' | 'late' | 'psk' | 'extension' | 'propose' | 'external';

/** In proportion to how often they are drawn. */
const OPERATIONS: readonly Operation[] = [
  ...['add', 'add', 'add', 'remove', 'remove', 'update', 'update', 'message', 'message', 'late'],
  ...['psk', 'extension', 'propose', 'external'],
] as const satisfies Operation[];

/** Runs `operations` operations. Throws on the first disagreement, naming seed and step. */
export async function randomRun(suite: 0x0003 | 0xf00e, seed: number, operations: number): Promise<Counts> {
  const run = await RandomRun.start(suite, seed);
  for (let step = 0; step < operations; step += 1) {
    const operation = run.next();
    try {
      await run.perform(operation);
      run.checkAgreement();
    } catch (cause) {
      throw new Error(`seed ${seed}, step ${step} (${operation}): ${String(cause)}`, { cause });
    }
  }
  return run.counts;
}

class RandomRun {
  readonly counts: Counts = {
    ...{ add: 0, remove: 0, update: 0, message: 0, late: 0, psk: 0, extension: 0, propose: 0, external: 0 },
  };
  readonly #suite: 0x0003 | 0xf00e;
  #random: number;
  #made = 0;
  #members: InteropClient[] = [];
  /** Whether parents may list unmerged leaves, and whether leaves to the left of those may have become blank. */
  #unmerged: 'none' | 'some' | 'some-right-of-blank' = 'none';

  private constructor(suite: 0x0003 | 0xf00e, seed: number) {
    this.#suite = suite;
    this.#random = seed;
  }

  static async start(suite: 0x0003 | 0xf00e, seed: number): Promise<RandomRun> {
    const run = new RandomRun(suite, seed);
    const founder = await run.#newClient();
    await founder.create(new TextEncoder().encode(`run ${seed}`));
    run.#members = [founder];
    await run.#add(MEMBERS_MIN - 1);
    return run;
  }

  next(): Operation {
    const drawn = this.#pick(OPERATIONS);
    if (drawn === 'remove' && this.#members.length <= MEMBERS_MIN) return 'add';
    if ((drawn === 'add' || drawn === 'external') && this.#members.length >= MEMBERS_MAX) return 'remove';
    return drawn;
  }

  async perform(operation: Operation): Promise<void> {
    this.counts[operation] += 1;
    const actor = this.#pick(this.#members);
    switch (operation) {
      case 'add':
        return this.#add(1 + this.#below(2));
      case 'remove':
        return this.#remove(actor);
      case 'update':
        return this.#commit(actor, {});
      case 'psk':
        return this.#commit(actor, { psks: [this.#pick([...KNOWN_PSKS.keys()])] });
      case 'extension':
        return this.#changeExtension(actor);
      case 'message':
        return this.#sendAll(actor, 1);
      case 'late':
        return this.#sendAll(actor, 4);
      case 'propose':
        return this.#propose(actor);
      case 'external':
        return this.#externalJoin(actor);
    }
  }

  checkAgreement(): void {
    const [first, ...others] = this.#members;
    for (const other of others) {
      if (other.authenticator() !== first?.authenticator()) {
        throw new Error(`${other.name} and ${first?.name ?? 'nobody'} are in different epochs`);
      }
    }
  }

  async #add(count: number): Promise<void> {
    const joiners = await Promise.all(Array.from({ length: count }, () => this.#newClient()));
    // Where ts-mls joins, see `#mergeLeaves`.
    const together = joiners.some((joiner) => joiner instanceof TsMlsClient)
      ? joiners.map((joiner) => [joiner])
      : [joiners];
    for (const group of together) await this.#addTogether(group);
  }

  async #addTogether(joiners: readonly InteropClient[]): Promise<void> {
    const omitPath = joiners.some((joiner) => joiner instanceof TsMlsClient);
    await this.#mergeLeaves(omitPath);
    const actor = this.#pick(this.#members);
    const add = await Promise.all(joiners.map((joiner) => joiner.keyPackage()));
    const treeInside = this.#below(2) === 0;
    const asPublic = this.#below(4) === 0;
    const { commit, welcome, tree } = await actor.commit({ add }, { treeInside, asPublic, omitPath });
    await this.#deliver(actor, commit);
    for (const joiner of joiners) await joiner.join(welcome!, treeInside ? null : tree);
    this.#members.push(...joiners);
    this.#unmerged = 'some';
  }

  /**
   * Has every member commit, so that no parent lists unmerged leaves, where ts-mls could not go on otherwise: it appends
   * to these lists instead of keeping them sorted (RFC 9420 §7.1), which shows when a leaf is filled that stands left of
   * an unmerged one; and as a joiner it wants all lists above an unmerged leaf to be equal (§12.4.3.1), for which the
   * commit that adds it has no path either.
   */
  async #mergeLeaves(forTsMls: boolean): Promise<void> {
    if (this.#unmerged === 'none' || (this.#unmerged === 'some' && !forTsMls)) return;
    for (const member of this.#members) await this.#commit(member, {});
    this.#unmerged = 'none';
  }

  async #remove(actor: InteropClient): Promise<void> {
    // ts-mls leaves out the path when it removes a single member, which has to be refused.
    const count = actor instanceof TsMlsClient ? 2 : 1 + this.#below(2);
    const victims = this.#removable(actor).slice(0, count);
    if (victims.length < count || this.#members.length - count < 1) return this.#commit(actor, {});
    return this.#commit(actor, { remove: victims.map((victim) => victim.leafIndex()) }, victims);
  }

  async #changeExtension(actor: InteropClient): Promise<void> {
    // ts-mls seals the path of such a commit under the old extensions (RFC 9420 §12.4.1), so ours makes the change.
    const ours = this.#members.filter((member) => member instanceof HushroomClient);
    if (ours.length === 0) return this.#commit(actor, {});
    return this.#commit(this.#pick(ours), { extension: Uint8Array.of(this.#below(256)) });
  }

  /**
   * Whom a member may remove here, in random order: never the first leaf. With the left half of the tree empty the root is
   * not on the filtered direct path, and ts-mls then derives different commit secrets as sender and as receiver.
   */
  #removable(by: InteropClient): InteropClient[] {
    return this.#shuffled(this.#members.filter((member) => member !== by && member.leafIndex() !== 0));
  }

  /** One proposes removals by message, another commits what it has seen. */
  async #propose(actor: InteropClient): Promise<void> {
    const committer = this.#pick(this.#members.filter((member) => member !== actor));
    const victims = this.#removable(committer)
      .filter((member) => member !== actor)
      .slice(0, 2);
    if (victims.length < 2) return this.#commit(actor, {});
    for (const victim of victims) await this.#deliver(actor, await actor.proposeRemove(victim.leafIndex()));
    return this.#commit(committer, {}, victims);
  }

  async #externalJoin(actor: InteropClient): Promise<void> {
    const joiner = await this.#newClient();
    await this.#mergeLeaves(joiner instanceof TsMlsClient);
    const commit = await joiner.externalJoin(await actor.groupInfo());
    for (const member of this.#members) await member.receive(commit);
    this.#members.push(joiner);
    this.#unmerged = 'some';
  }

  /** Messages of one sender, which each of the others receives in an order of its own. */
  async #sendAll(actor: InteropClient, count: number): Promise<void> {
    const messages: Uint8Array[] = [];
    for (let index = 0; index < count; index += 1) messages.push(await actor.send(Uint8Array.of(index, 1)));
    for (const member of this.#members) {
      if (member === actor) continue;
      for (const [index, message] of this.#shuffled([...messages.entries()])) {
        const plaintext = await member.receive(message);
        if (plaintext?.[0] !== index) throw new Error(`${member.name} read another message`);
      }
    }
  }

  async #commit(actor: InteropClient, change: Change, victims: readonly InteropClient[] = []): Promise<void> {
    const { commit } = await actor.commit(change, { asPublic: this.#below(4) === 0 });
    await this.#deliver(actor, commit, victims);
  }

  /** Hands a handshake message to everyone else. Whoever it removes learns of it and is out. */
  async #deliver(
    from: InteropClient,
    message: Uint8Array,
    victims: readonly InteropClient[] = [],
  ): Promise<void> {
    for (const member of this.#members) {
      // ts-mls does not recognise its own removal by a commit with a path; it throws an internal error.
      if (member === from || (member instanceof TsMlsClient && victims.includes(member))) continue;
      await member.receive(message);
      if (member.isRemoved() !== victims.includes(member)) throw new Error(`${member.name}: removed or not?`);
    }
    this.#members = this.#members.filter((member) => !victims.includes(member));
    if (victims.length > 0 && this.#unmerged === 'some') this.#unmerged = 'some-right-of-blank';
  }

  async #newClient(): Promise<InteropClient> {
    this.#made += 1;
    const name = `client ${this.#made}`;
    return this.#below(2) === 0
      ? new HushroomClient(name, this.#suite)
      : TsMlsClient.start(name, this.#suite);
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)]!;
  }

  #shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list];
    return list.map(() => rest.splice(this.#below(rest.length), 1)[0]!);
  }

  /** A number from 0 to `limit - 1`, by a linear congruence: Numerical Recipes' constants, upper bits. */
  #below(limit: number): number {
    this.#random = (Math.imul(this.#random, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#random / 2 ** 32) * limit);
  }
}
