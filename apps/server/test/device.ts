// An account with one device, as a test client needs it: keys, roster entries, logins.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { encode } from '@hushroom/codec';
import {
  accountStatement,
  authenticateStatement,
  registerStatement,
  rosterEntry,
  signContent,
  type HelloReply,
} from '@hushroom/wire';
import type { TestClient } from './client.ts';

export interface TestDevice {
  readonly userName: string;
  readonly deviceId: Uint8Array;
  readonly deviceKey: KeyObject;
  readonly accountKey: KeyObject;
  readonly nextAccountKey: KeyObject;
}

export function makeDevice(userName: string): TestDevice {
  return {
    userName,
    deviceId: randomOf(16),
    deviceKey: makeKey(),
    accountKey: makeKey(),
    nextAccountKey: makeKey(),
  };
}

export function makeKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

/** The raw public key, 32 bytes. */
export function publicKey(key: KeyObject): Uint8Array {
  return Uint8Array.from(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'));
}

export function randomOf(bytes: number): Uint8Array {
  return Uint8Array.from(randomBytes(bytes));
}

export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return Uint8Array.from(hash.digest());
}

export function signature(key: KeyObject, bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(sign(null, bytes, key));
}

/** What the relay said on a connection, and what that exports. */
export interface Greeting extends HelloReply {
  readonly channelBinding: Uint8Array;
}

export async function hello(client: TestClient): Promise<Greeting> {
  const reply = await client.request({ type: 'hello', versionMin: 1, versionMax: 1 });
  return { ...reply, channelBinding: client.channelBinding };
}

/** The id of the relay that answered hello. */
export function relayIdOfHello({ headKey }: HelloReply): Uint8Array {
  return sha256(Buffer.from('302a300506032b6570032100', 'hex'), headKey.caKey);
}

/** The encoded account entry of a device's account. */
export function accountEntryOf(device: TestDevice, relayId: Uint8Array): Uint8Array {
  const fields = {
    userName: device.userName,
    accountKey: publicKey(device.accountKey),
    nextAccountKeyHash: sha256(publicKey(device.nextAccountKey)),
    created: 1,
  };
  const signed = signContent('Account', accountStatement, { relayId, ...fields });
  return encode(rosterEntry, {
    type: 'account',
    ...fields,
    signature: signature(device.accountKey, signed),
  });
}

/** The encoded device entry. Certificates are no affair of the relay's. */
export function deviceEntryOf(device: TestDevice): Uint8Array {
  return encode(rosterEntry, {
    type: 'device',
    userName: device.userName,
    deviceId: device.deviceId,
    deviceKey: publicKey(device.deviceKey),
    certificate: Uint8Array.of(1, 2, 3),
  });
}

/** The register request of a device, for a connection that has said hello. */
export function registerRequest(
  device: TestDevice,
  { channelBinding, ...greeting }: Greeting,
  inviteCode = '',
) {
  const relayId = relayIdOfHello(greeting);
  const account = accountEntryOf(device, relayId);
  const entry = deviceEntryOf(device);
  const statement = { relayId, nonce: greeting.nonce, channelBinding, entries: sha256(account, entry) };
  const signed = signContent('Register', registerStatement, statement);
  return {
    type: 'register' as const,
    inviteCode,
    account,
    device: entry,
    signature: signature(device.deviceKey, signed),
  };
}

/** Says hello and registers; the connection is logged in after it. */
export async function register(client: TestClient, userName: string): Promise<TestDevice> {
  const device = makeDevice(userName);
  await client.request(registerRequest(device, await hello(client)));
  return device;
}

/** Says hello and logs in. */
export async function logIn(client: TestClient, device: TestDevice): Promise<void> {
  const greeting = await hello(client);
  const { deviceId } = device;
  const statement = {
    relayId: relayIdOfHello(greeting),
    nonce: greeting.nonce,
    channelBinding: client.channelBinding,
    deviceId,
  };
  const signed = signContent('Authenticate', authenticateStatement, statement);
  await client.request({ type: 'authenticate', deviceId, signature: signature(device.deviceKey, signed) });
}
