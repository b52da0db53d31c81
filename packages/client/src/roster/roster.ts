// The roster log: every account and device of the relay, checked entry by entry and as a whole against the relay's heads.
// A name's first key is pinned; the roster can never change a pin, only raise the question.
import { CryptoError } from '@hushroom/crypto';
import {
  ROSTER_LOG_ID,
  rosterTreeAppend,
  rosterTreeHash,
  type PlacedRosterEntry,
  type RosterTree,
  type SignedHead,
} from '@hushroom/wire';
import { loadAlarms, saveAlarm, type AlarmRecord } from '../alarm/alarm-record.ts';
import { keepHead } from '../alarm/signed-heads.ts';
import { EngineError } from '../engine-error.ts';
import { sameBytes, toHex } from '../hex.ts';
import { checkHead, type HeadSigner } from '../log/head-check.ts';
import { Sequence } from '../log/sequence.ts';
import { sha256 } from '../sha256.ts';
import type { Storage, Transaction } from '../storage.ts';
import type { Pins } from './pins.ts';
import { checkRevocation, readClaim, type RosterClaim } from './roster-claim.ts';
import {
  loadAccounts,
  loadDevices,
  loadTree,
  saveAccountKey,
  saveDevice,
  saveTree,
  treeHashAt,
  type RosterDevice,
} from './roster-record.ts';

/** What the roster's head says about what the relay showed before. */
export type RosterVerdict = 'agrees' | 'behind' | 'differs';

export class Roster {
  readonly #storage: Storage;
  readonly #relayId: Uint8Array;
  readonly #pins: Pins;
  readonly #accounts: Map<string, Uint8Array>;
  readonly #devices: Map<string, RosterDevice>;
  /** Names with a device that is revoked: most have none, and a roster may be long. */
  readonly #revokers: Set<string>;
  readonly #sequence = new Sequence<PlacedRosterEntry>();
  #tree: RosterTree;

  constructor(storage: Storage, relayId: Uint8Array, pins: Pins) {
    this.#storage = storage;
    this.#relayId = relayId;
    this.#pins = pins;
    const loaded = storage.transaction((transaction) => ({
      accounts: loadAccounts(transaction),
      devices: loadDevices(transaction),
      tree: loadTree(transaction),
    }));
    this.#accounts = loaded.accounts;
    this.#devices = loaded.devices;
    this.#tree = loaded.tree;
    const revoked = [...loaded.devices.values()].filter((device) => device.revoked);
    this.#revokers = new Set(revoked.map(({ userName }) => userName));
  }

  /** Seq of the last entry that was processed. */
  get cursor(): number {
    return this.#tree.size;
  }

  /** Where the roster stands: for safety codes and for what messages say of it. */
  get head(): { readonly seq: number; readonly transcript: Uint8Array } {
    return { seq: this.#tree.size, transcript: rosterTreeHash(sha256, this.#tree) };
  }

  get userNames(): readonly string[] {
    return [...this.#accounts.keys()];
  }

  has(userName: string): boolean {
    return this.#accounts.has(userName);
  }

  /** Unrevoked devices that `accountKey` certified for `userName`. */
  devicesOf(userName: string, accountKey: Uint8Array): readonly RosterDevice[] {
    return [...this.#devices.values()].filter(
      (device) => !device.revoked && device.userName === userName && sameBytes(device.accountKey, accountKey),
    );
  }

  /** Whether an account is gone for good: it had devices, and its own key revoked each of them. */
  hasLeft(userName: string, accountKey: Uint8Array): boolean {
    return this.#revokers.has(userName) && this.devicesOf(userName, accountKey).length === 0;
  }

  /** The tree's hash when the roster had `size` entries; null if it has fewer here. */
  hashAt(size: number): Uint8Array | null {
    return this.#storage.transaction((transaction) => treeHashAt(transaction, size));
  }

  /** Processes entries in order, each step durable. Returns the names that appeared or changed. */
  take(entries: readonly PlacedRosterEntry[]): readonly string[] {
    this.#sequence.offer(this.cursor, entries);
    const touched = new Set<string>();
    for (
      let next = this.#sequence.take(this.cursor);
      next !== null;
      next = this.#sequence.take(this.cursor)
    ) {
      const { payload } = next;
      const tree = rosterTreeAppend(sha256, this.#tree, payload);
      const claim = readClaim(payload, this.#relayId);
      this.#storage.transaction((transaction) => {
        saveTree(transaction, tree);
        if (claim !== null) this.#save(transaction, claim);
      });
      this.#tree = tree;
      if (claim !== null) this.#remember(claim, touched);
    }
    return [...touched];
  }

  /** Whether the relay was ever seen to show another roster. */
  get differs(): boolean {
    return this.#storage.transaction(
      (transaction) => loadAlarms(transaction, toHex(ROSTER_LOG_ID)).length > 0,
    );
  }

  /** Remembers where the relay has shown another roster than the one here. */
  saveDiffers({ seq, theirs, at }: Pick<AlarmRecord, 'seq' | 'theirs' | 'at'>): void {
    const mine = this.hashAt(seq);
    this.#storage.transaction((transaction) => {
      const record = { code: 'relay-forked', userName: '', isRoster: true, seq, mine, theirs, at } as const;
      saveAlarm(transaction, toHex(ROSTER_LOG_ID), record);
    });
  }

  /** Whether pushes left a hole: the roster has to be read again from the cursor. */
  get hasHole(): boolean {
    return this.#sequence.hasHole;
  }

  forgetWaiting(): void {
    this.#sequence.clear();
  }

  /**
   * Looks once more at an entry that the relay shows now under a place that was processed before: its keys are compared
   * with the pins, and the tree stays as it was. Returns the names that changed.
   */
  compare({ payload }: PlacedRosterEntry): readonly string[] {
    const claim = readClaim(payload, this.#relayId);
    if (claim === null || claim.type === 'revocation') return [];
    this.#storage.transaction((transaction) => {
      this.#save(transaction, claim);
    });
    const touched = new Set<string>();
    this.#remember(claim, touched);
    return [...touched];
  }

  /** Compares a head with the entries received. Throws {@link EngineError} for a head that is not the relay's. */
  judge(head: SignedHead, signer: HeadSigner): RosterVerdict {
    checkHead(head, ROSTER_LOG_ID, signer);
    keepHead(this.#storage, head, signer);
    if (head.seq > this.cursor) return 'behind';
    const known = this.hashAt(head.seq);
    return known !== null && sameBytes(known, head.transcript) ? 'agrees' : 'differs';
  }

  #save(transaction: Transaction, claim: RosterClaim): void {
    if (claim.type === 'account') {
      saveAccountKey(transaction, claim.userName, claim.accountKey);
      this.#pins.saveSeen(transaction, claim.userName, claim.accountKey);
    } else {
      const device = this.#changedDevice(claim);
      if (device !== null) saveDevice(transaction, device);
    }
  }

  #remember(claim: RosterClaim, touched: Set<string>): void {
    if (claim.type === 'account') {
      this.#accounts.set(claim.userName, claim.accountKey);
      this.#pins.remember(claim.userName, claim.accountKey);
      touched.add(claim.userName);
    } else {
      const device = this.#changedDevice(claim);
      if (device === null) return;
      this.#devices.set(toHex(device.deviceId), device);
      if (device.revoked) {
        this.#revokers.add(device.userName);
        if (this.has(device.userName)) touched.add(device.userName);
      }
    }
  }

  /** The device as the claim leaves it; null if the claim changes nothing or is not signed by the device's account. */
  #changedDevice(claim: Exclude<RosterClaim, { type: 'account' }>): RosterDevice | null {
    if (claim.type === 'device') {
      const { userName, accountKey, deviceId, deviceKey } = claim;
      // A revoked device stays revoked, whatever the relay shows again.
      if (this.#devices.get(toHex(deviceId))?.revoked === true) return null;
      return { userName, accountKey, deviceId, deviceKey, revoked: false };
    }
    const device = this.#devices.get(toHex(claim.entry.deviceId));
    if (device?.userName !== claim.entry.userName) return null;
    try {
      checkRevocation(claim.entry, device.accountKey, this.#relayId);
    } catch (error) {
      if (error instanceof CryptoError) return null;
      throw error;
    }
    return { ...device, revoked: true };
  }
}

/** Thrown where a reply promises more and brings nothing: asking again would never end. */
export function endlessReply(): EngineError {
  return new EngineError('relay-refused', 'more without entries');
}
