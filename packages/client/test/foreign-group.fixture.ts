// A group that somebody makes under the id of a log that is not theirs, and the welcome to it: what anybody can send whose
// program keeps no rules and who knows that id.
import { decodeKeyPackage, mergeCommit, processMessage, type GroupState } from '@hushroom/crypto';
import { loadAccount } from '../src/account/account.ts';
import type { Clock } from '../src/clock.ts';
import { Deliveries } from '../src/delivery/deliveries.ts';
import { fromHex } from '../src/hex.ts';
import { Outbox } from '../src/log/outbox.ts';
import { MemoryStorage, type MemoryDisk } from '../src/memory-storage.ts';
import { foundRoom } from '../src/room/founding.ts';
import { parseReadd } from '../src/room/readd-request.ts';
import { Room, type RoomParts } from '../src/room/room.ts';
import { makeCommit } from '../src/room/sealing.ts';
import { Contacts } from '../src/roster/contacts.ts';
import { Pins } from '../src/roster/pins.ts';

/** Later than any epoch and place that a test comes to. */
const EPOCHS = 40;
const LATER_SEQ = 1_000;

export interface Forgery {
  /** Of the account that makes it, whose engine is stopped. */
  readonly disk: MemoryDisk;
  readonly clock: Clock;
  readonly kind: 'direct' | 'room';
  /** Hex of the log id. */
  readonly id: string;
  /** Who is to join, their device, and a key package of it. */
  readonly victim: string;
  readonly deviceId: Uint8Array;
  readonly keyPackage: Uint8Array;
}

export interface ForeignGroup {
  readonly welcome: Uint8Array;
  /** The device that made it. */
  readonly sender: Uint8Array;
  /** Whether what was sealed for the victim's conversation can be read in this group. */
  readonly reads: (payload: Uint8Array) => boolean;
}

export function forgeGroup({ kind, id, victim, deviceId, keyPackage, ...maker }: Forgery): ForeignGroup {
  const parts = partsOf(maker, id);
  const { record, group } = foundRoom(parts, {
    kind,
    name: kind === 'room' ? 'tea' : '',
    peer: kind === 'direct' ? victim : '',
    conversation: null,
    disappearAfterSeconds: 0,
  });
  if (group === null) throw new TypeError('a founded room has a group');
  const later = { ...record, cursor: LATER_SEQ };
  const nothing = { proposals: [], added: [], removed: [], joiners: [] };
  let state: GroupState = group;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const made = makeCommit(new Room(parts, later, state), state, nothing);
    state = mergeCommit(made.state, made.pending.staged).state;
  }
  const made = makeCommit(new Room(parts, later, state), state, {
    proposals: [{ type: 'add', keyPackage: decodeKeyPackage(keyPackage) }],
    added: [victim],
    removed: [],
    joiners: [deviceId],
  });
  const [welcome] = made.pending.request.welcomes;
  if (welcome === undefined) throw new TypeError('a commit that adds has a welcome');
  const joined = mergeCommit(made.state, made.pending.staged).state;
  return {
    welcome: welcome.payload,
    sender: parts.account.deviceId,
    reads: (payload) => {
      try {
        processMessage(joined, payload, { checkCredential: () => undefined });
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** The key package in a request to be added again, which whoever carries the request sees. */
export function keyPackageOf(request: Uint8Array): Uint8Array {
  return parseReadd(request).keyPackage;
}

/** The parts of a room as an engine has them, whose first random log id is the given one. */
function partsOf({ disk, clock }: Pick<Forgery, 'disk' | 'clock'>, id: string): RoomParts {
  const storage = new MemoryStorage(disk);
  const account = storage.transaction(loadAccount);
  if (account === null) throw new TypeError('whoever forges has an account');
  const logId = fromHex(id);
  let isFounded = false;
  return {
    storage,
    clock,
    random: (length) => {
      if (!isFounded && length === logId.length) {
        isFounded = true;
        return logId.slice();
      }
      return crypto.getRandomValues(new Uint8Array(length));
    },
    account,
    pins: new Pins(storage, () => undefined),
    contacts: new Contacts(storage),
    outbox: new Outbox(storage),
    deliveries: new Deliveries(),
    roomOf: () => null,
  };
}
