// hello, register, authenticate: all that a connection may ask before the relay knows its device.
import { timingSafeEqual } from 'node:crypto';
import {
  authenticateStatement,
  PROTOCOL_VERSION,
  registerStatement,
  RelayError,
  signContent,
  type RequestOf,
} from '@hushroom/wire';
import { equalBytes, sha256 } from '../bytes.ts';
import type { Core } from '../core.ts';
import { checkSignature } from '../policies/statement.ts';
import type { Call } from '../session.ts';
import type { Device } from '../store/store.ts';
import { parseRegistration, publishRoster, type NewAccount } from './roster.ts';

/** What the refusal of a version says to whoever reads a log. */
const spoken = `this relay speaks version ${PROTOCOL_VERSION}`;

export function hello(core: Core, call: Call, request: RequestOf<'hello'>): void {
  const { session } = call;
  if (session.greeted) throw new RelayError('out-of-order', 'hello came before');
  if (request.versionMax < PROTOCOL_VERSION) throw new RelayError('version-too-old', spoken);
  if (request.versionMin > PROTOCOL_VERSION) throw new RelayError('version-too-new', spoken);
  session.greeted = true;
  call.answer({
    type: 'hello',
    version: PROTOCOL_VERSION,
    relayName: core.options.name,
    policy: core.policy,
    policySignature: core.policySignature,
    headKey: core.keys.headKey,
    nonce: session.nonce,
    time: core.clock.now(),
  });
}

export function authenticate(core: Core, call: Call, request: RequestOf<'authenticate'>): void {
  checkMayLogIn(core, call);
  const device = core.store.findDevice(request.deviceId);
  if (device === null || device.revoked) throw new RelayError('unknown-device');
  const statement = {
    relayId: core.keys.relayId,
    nonce: call.session.nonce,
    channelBinding: call.session.link.channelBinding,
    deviceId: request.deviceId,
  };
  const signed = signContent('Authenticate', authenticateStatement, statement);
  checkSignature(device.deviceKey, signed, request.signature);
  core.peers.add(call.session, device);
  call.answer({ type: 'ok' });
}

/** Makes the account and its first device, and logs the device in. The same registration again only logs it in. */
export function register(core: Core, call: Call, request: RequestOf<'register'>): void {
  checkMayLogIn(core, call);
  const made = parseRegistration(core, request);
  const statement = {
    relayId: core.keys.relayId,
    nonce: call.session.nonce,
    channelBinding: call.session.link.channelBinding,
    entries: sha256(Buffer.concat([request.account, request.device])),
  };
  const signed = signContent('Register', registerStatement, statement);
  checkSignature(made.device.deviceKey, signed, request.signature);

  const earlier = findRegistration(core, made);
  if (earlier !== null) {
    core.peers.add(call.session, earlier);
    call.answer({ type: 'ok' });
    return;
  }
  checkAdmission(core, request.inviteCode);
  core.write(
    call,
    () => storeRegistration(core, made),
    ({ device, accountSeq }) => {
      publishRoster(core, { seq: accountSeq, payload: made.accountPayload });
      publishRoster(core, { seq: accountSeq + 1, payload: made.devicePayload });
      core.peers.announce(device.userName, 'joined');
      if (call.session.isOpen) core.peers.add(call.session, device);
      call.answer({ type: 'ok' });
    },
  );
}

function checkMayLogIn(core: Core, { session }: Call): void {
  if (!session.greeted || session.device !== null) throw new RelayError('out-of-order');
  core.spend('login', session.link.address);
}

/** Throws unless the relay takes new accounts, and from this one. */
function checkAdmission({ options }: Core, inviteCode: string): void {
  if (options.registration === 'open') return;
  if (options.registration === 'closed') throw new RelayError('registration-closed');
  // Hashed first: timingSafeEqual wants equal lengths.
  const given = sha256(Buffer.from(inviteCode));
  const wanted = sha256(Buffer.from(options.inviteCode));
  if (!timingSafeEqual(given, wanted)) throw new RelayError('invite-invalid');
}

/** The device of this very registration, if it was stored before: its reply was lost. */
function findRegistration(core: Core, made: NewAccount): Device | null {
  const device = core.store.findDevice(made.device.deviceId);
  if (device === null || device.revoked) return null;
  const isSame =
    isRosterEntry(core, device.rosterSeq - 1, made.accountPayload) &&
    isRosterEntry(core, device.rosterSeq, made.devicePayload);
  return isSame ? device : null;
}

function isRosterEntry({ store }: Core, seq: number, payload: Uint8Array): boolean {
  const [stored] = store.readRoster({ after: seq - 1, bytesMax: 1 }).entries;
  return stored !== undefined && equalBytes(stored.payload, payload);
}

function storeRegistration({ store }: Core, made: NewAccount): { device: Device; accountSeq: number } {
  const { account, device } = made;
  if (store.findAccount(account.userName) !== null) throw new RelayError('name-taken');
  if (store.findDevice(device.deviceId) !== null) throw new RelayError('bad-request', 'device id taken');
  const accountSeq = store.appendRoster(made.accountPayload, account);
  const rosterSeq = store.appendRoster(made.devicePayload, device);
  const { deviceId, deviceKey, userName } = device;
  return { device: { deviceId, deviceKey, userName, rosterSeq, revoked: false }, accountSeq };
}
