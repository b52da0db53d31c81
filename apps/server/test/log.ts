// A room's log as a test client drives it: creating, opening, appending, rotating.
import type { KeyObject } from 'node:crypto';
import {
  accessHash,
  accessRotationStatement,
  signContent,
  type AccessRotation,
  type LogOpenReply,
  type RequestOf,
} from '@hushroom/wire';
import type { TestClient } from './client.ts';
import { makeKey, publicKey, randomOf, sha256, signature } from './device.ts';

export interface TestLog {
  readonly logId: Uint8Array;
  readonly token: Uint8Array;
  readonly controlKey: KeyObject;
}

type Append = Omit<RequestOf<'log.append'>, 'type'>;

/** Makes a log and opens it. */
export async function createLog(client: TestClient): Promise<TestLog> {
  const log = { logId: randomOf(32), token: randomOf(32), controlKey: makeKey() };
  await client.request({
    type: 'log.create',
    logId: log.logId,
    accessHash: accessHash(sha256, log),
    controlKey: publicKey(log.controlKey),
  });
  await openLog(client, log);
  return log;
}

export function openLog(client: TestClient, { logId, token }: TestLog, after = 0): Promise<LogOpenReply> {
  return client.request({ type: 'log.open', logId, token, after });
}

/** An append request: a message with a fresh id unless said otherwise. */
export function appendRequest(log: TestLog, overrides: Partial<Append> = {}): RequestOf<'log.append'> {
  return {
    type: 'log.append',
    logId: log.logId,
    kind: 'message',
    clientEntryId: randomOf(16),
    after: 0,
    payload: randomOf(32),
    keepSeconds: 0,
    welcomes: [],
    rotation: null,
    ...overrides,
  };
}

export async function append(
  client: TestClient,
  log: TestLog,
  overrides: Partial<Append> = {},
): Promise<number> {
  const { seq } = await client.request(appendRequest(log, overrides));
  return seq;
}

/** A rotation to a fresh token by the log's control key, for one commit; and the log as it is after it. */
export function rotationOf(
  log: TestLog,
  commit: { relayId: Uint8Array; payload: Uint8Array; signer?: KeyObject; nextControlKey?: KeyObject },
): { rotation: AccessRotation; next: TestLog } {
  const { logId } = log;
  const token = randomOf(32);
  const nextAccessHash = accessHash(sha256, { logId, token });
  const controlKeys = commit.nextControlKey === undefined ? null : [publicKey(commit.nextControlKey)];
  const statement = {
    relayId: commit.relayId,
    logId,
    commit: sha256(commit.payload),
    nextAccessHash,
    controlKeys,
  };
  const signer = commit.signer ?? log.controlKey;
  const signed = signContent('AccessRotation', accessRotationStatement, statement);
  const rotation = {
    nextAccessHash,
    controlKeys,
    controlKey: publicKey(signer),
    signature: signature(signer, signed),
  };
  return { rotation, next: { logId, token, controlKey: commit.nextControlKey ?? log.controlKey } };
}
