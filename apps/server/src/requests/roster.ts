// roster.read, roster.watch, roster.append, and the checks on what enters the roster.
import { CodecError, decode } from '@hushroom/codec';
import {
  accountStatement,
  READ_BYTES_MAX,
  RelayError,
  revocationStatement,
  ROSTER_LOG_ID,
  rosterEntry,
  signContent,
  type PlacedRosterEntry,
  type ReplyOf,
  type RequestOf,
} from '@hushroom/wire';
import { equalBytes, sha256 } from '../bytes.ts';
import { deviceOf, type Core } from '../core.ts';
import { checkSignature } from '../policies/statement.ts';
import { checkUserName } from '../policies/user-name.ts';
import type { Call } from '../session.ts';
import type { Account, RosterChange } from '../store/store.ts';

type ParsedEntry = ReturnType<typeof parseEntry>;
type ParsedEntryOf<T extends ParsedEntry['type']> = Extract<ParsedEntry, { type: T }>;

export function rosterRead(core: Core, call: Call, request: RequestOf<'roster.read'>): void {
  call.answer(readRoster(core, request.after, []));
}

/** Like rosterRead; from the reply that has no more on, new entries, heads and presence are pushed. */
export function rosterWatch(core: Core, call: Call, request: RequestOf<'roster.watch'>): void {
  const reply = readRoster(core, request.after, core.peers.online);
  if (reply.more) {
    call.answer({ ...reply, online: [] });
    return;
  }
  call.session.rosterSeq = core.roster.seq;
  core.peers.watch(call.session);
  call.answer(reply);
}

/** An entry about the account of the device that asks: another device, a revocation, a key change. */
export function rosterAppend(core: Core, call: Call, request: RequestOf<'roster.append'>): void {
  const { userName } = deviceOf(call);
  const entry = parseEntry(request.entry);
  if (entry.userName !== userName) throw new RelayError('bad-request', 'another account');
  // A revocation is never too many: each needs a device that was let in.
  if (entry.type !== 'revocation') core.spend('roster', userName);
  core.write(
    call,
    () => core.store.appendRoster(request.entry, checkChange(core, entry)),
    (seq) => {
      publishRoster(core, { seq, payload: request.entry });
      call.answer({ type: 'seq', seq });
      if (entry.type === 'revocation') {
        core.peers.endDevice(entry.deviceId);
        if (core.store.findAccount(userName)?.devices === 0) core.peers.announce(userName, 'left');
      }
    },
  );
}

/** Tells watchers of a durable entry. */
export function publishRoster(core: Core, entry: PlacedRosterEntry): void {
  core.roster.append(entry.payload);
  core.peers.publishRosterEntry(entry);
  core.peers.publishRosterHead(core.signHead(ROSTER_LOG_ID, core.roster));
}

/** What register asks to be stored, parsed and checked as far as that needs no store. */
export interface NewAccount {
  readonly account: ParsedEntryOf<'account'>;
  readonly device: ParsedEntryOf<'device'>;
  readonly accountPayload: Uint8Array;
  readonly devicePayload: Uint8Array;
}

/** Throws `bad-request`, `name-invalid` or `bad-signature` unless the two entries make one account. */
export function parseRegistration(core: Core, request: RequestOf<'register'>): NewAccount {
  const account = parseEntry(request.account);
  const device = parseEntry(request.device);
  if (account.type !== 'account' || device.type !== 'device' || account.userName !== device.userName) {
    throw new RelayError('bad-request', 'not an account and its device');
  }
  checkUserName(account.userName);
  checkAccountSignature(core, account);
  return { account, device, accountPayload: request.account, devicePayload: request.device };
}

function readRoster(core: Core, after: number, online: readonly string[]): ReplyOf<'roster'> {
  const page = core.store.readRoster({ after, bytesMax: READ_BYTES_MAX });
  return { type: 'roster', ...page, head: core.signHead(ROSTER_LOG_ID, core.roster), online };
}

function parseEntry(payload: Uint8Array) {
  try {
    return decode(rosterEntry, payload);
  } catch (error) {
    if (error instanceof CodecError) throw new RelayError('bad-request', error.code);
    throw error;
  }
}

/** The change that an entry of an existing account makes. Throws unless its account allows it as the roster stands. */
function checkChange(core: Core, entry: ParsedEntry): RosterChange {
  const account = core.store.findAccount(entry.userName);
  if (account === null) throw new RelayError('not-found');
  switch (entry.type) {
    case 'account':
      throw new RelayError('name-taken');
    case 'device':
      if (account.devices >= core.options.limits.devicesPerAccountMax) {
        throw new RelayError('quota', 'devices');
      }
      if (core.store.findDevice(entry.deviceId) !== null) {
        throw new RelayError('bad-request', 'device id taken');
      }
      return entry;
    case 'revocation':
      checkRevocation(core, entry, account);
      return entry;
    case 'keyChange':
      // Only the key that the account committed to may follow; it signs for itself.
      if (!equalBytes(sha256(entry.accountKey), account.nextAccountKeyHash)) {
        throw new RelayError('bad-signature');
      }
      checkAccountSignature(core, entry);
      return entry;
  }
}

function checkRevocation(core: Core, entry: ParsedEntryOf<'revocation'>, account: Account): void {
  const device = core.store.findDevice(entry.deviceId);
  if (device === null || device.revoked || device.userName !== entry.userName) {
    throw new RelayError('not-found');
  }
  const { userName, deviceId, created } = entry;
  const statement = { relayId: core.keys.relayId, userName, deviceId, created };
  const signed = signContent('Revocation', revocationStatement, statement);
  checkSignature(account.accountKey, signed, entry.signature);
}

function checkAccountSignature(core: Core, entry: ParsedEntryOf<'account' | 'keyChange'>): void {
  const { userName, accountKey, nextAccountKeyHash, created } = entry;
  const statement = { relayId: core.keys.relayId, userName, accountKey, nextAccountKeyHash, created };
  const label = entry.type === 'account' ? 'Account' : 'KeyChange';
  checkSignature(accountKey, signContent(label, accountStatement, statement), entry.signature);
}
