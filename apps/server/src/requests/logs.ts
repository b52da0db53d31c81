// log.create, log.open, log.close, log.append, log.publish: the one data structure that the relay knows.
import {
  accessHash,
  accessRotationStatement,
  READ_BYTES_MAX,
  RelayError,
  signContent,
  transcriptStart,
  type RequestOf,
} from '@hushroom/wire';
import { hex, sha256 } from '../bytes.ts';
import { deviceOf, type Core } from '../core.ts';
import { checkSignature } from '../policies/statement.ts';
import type { Call, OpenLog } from '../session.ts';
import type { Appended } from '../store/store.ts';

export function logCreate(core: Core, call: Call, request: RequestOf<'log.create'>): void {
  core.spend('create', hex(deviceOf(call).deviceId));
  const { logId, accessHash: hash, controlKey } = request;
  const transcript = transcriptStart(sha256, { relayId: core.keys.relayId, logId });
  core.write(
    call,
    () => {
      core.store.createLog({ logId, accessHash: hash, controlKey, transcript });
    },
    () => {
      call.answer({ type: 'ok' });
    },
  );
}

/** Reads after a cursor; from the reply that has no more on, new entries are pushed unless the token was ended. */
export function logOpen(core: Core, call: Call, request: RequestOf<'log.open'>): void {
  const { session } = call;
  const { logId, token, after } = request;
  const key = hex(logId);
  if (!session.logs.has(key) && session.logs.size >= core.options.limits.openLogsMax) {
    throw new RelayError('quota', 'open logs');
  }
  const hash = accessHash(sha256, { logId, token });
  const access = core.store.findAccess(logId, hash);
  if (access === null) throw new RelayError('no-access');
  const { endedAt } = access;
  const page = core.store.readLog(logId, { after, upTo: access.seq, bytesMax: READ_BYTES_MAX });

  const live = !page.more && endedAt === null;
  // A cursor beyond the end is a claim about entries that this relay does not have: what comes is pushed all the same.
  const seq = page.entries.at(-1)?.seq ?? Math.min(after, access.seq);
  const open = { accessHash: hash, seq, endedAt, live };
  core.listeners.remove(key, session);
  session.logs.set(key, open);
  if (live) core.listeners.add(logId, session, open);
  call.answer({ type: 'logOpen', ...page, endedAt, head: core.signHead(logId, access) });
}

export function logClose(core: Core, call: Call, request: RequestOf<'log.close'>): void {
  const key = hex(request.logId);
  core.listeners.remove(key, call.session);
  call.session.logs.delete(key);
  call.answer({ type: 'ok' });
}

/** Places an entry, with a commit's welcomes and rotation, and tells everyone who listens once it is durable. */
export function logAppend(core: Core, call: Call, request: RequestOf<'log.append'>): void {
  const { deviceId } = deviceOf(call);
  core.spend('append', hex(deviceId));
  checkShape(core, request);
  checkRotation(core, request);
  const open = openLog(call, request.logId);
  const { logId, kind, clientEntryId, after, payload, keepSeconds, welcomes, rotation } = request;
  const now = core.clock.now();
  const requestHash = call.hash();
  const work = (): Appended =>
    core.store.append(
      {
        logId,
        accessHash: open.accessHash,
        deviceId,
        kind,
        clientEntryId,
        after,
        payload,
        requestHash,
        welcomes,
        rotation,
        keepUntil: keepSeconds === 0 ? null : now + keepSeconds * 1000,
        now,
      },
      core.inboxQuota,
    );
  const payloads = [payload, ...welcomes.map((welcome) => welcome.payload)];
  core.keep(call, { payloads, work }, ({ seq, entry, welcomes: items }) => {
    if (entry !== null) core.listeners.publish(logId, entry, rotation !== null);
    for (const item of items) core.peers.publishInboxItem(item);
    call.answer({ type: 'seq', seq });
  });
}

/** Passes a payload to those who listen now, and forgets it. */
export function logPublish(core: Core, call: Call, request: RequestOf<'log.publish'>): void {
  core.spend('append', hex(deviceOf(call).deviceId));
  if (openLog(call, request.logId).endedAt !== null) throw new RelayError('access-ended');
  core.listeners.publishEphemeral(request.logId, call.session, request.payload);
  call.answer({ type: 'ok' });
}

/** The log as this connection opened it. Throws `no-access` if it did not. */
function openLog({ session }: Call, logId: Uint8Array): OpenLog {
  const open = session.logs.get(hex(logId));
  if (open === undefined) throw new RelayError('no-access');
  return open;
}

/** Throws for what no correct client sends, whatever the log holds. */
function checkShape(core: Core, request: RequestOf<'log.append'>): void {
  const { kind, after, payload, keepSeconds, welcomes, rotation } = request;
  if (kind === 'commit') {
    // Whoever was away needs every commit to go on.
    if (keepSeconds !== 0) throw new RelayError('bad-request', 'a commit that disappears');
    const recipients = new Set(welcomes.map(({ deviceId }) => hex(deviceId)));
    if (recipients.size < welcomes.length) throw new RelayError('bad-request', 'two welcomes for one device');
    return;
  }
  if (after !== 0 || welcomes.length > 0 || rotation !== null) {
    throw new RelayError('bad-request', 'a message with the fields of a commit');
  }
  if (payload.length > core.policy.messageBytesMax) throw new RelayError('too-large');
}

/** Throws `rotation-refused` unless the control key named signs this rotation. The store checks that it is the log's. */
function checkRotation(core: Core, { logId, payload, rotation }: RequestOf<'log.append'>): void {
  if (rotation === null) return;
  const { nextAccessHash, controlKeys, controlKey, signature } = rotation;
  const statement = {
    relayId: core.keys.relayId,
    logId,
    commit: sha256(payload),
    nextAccessHash,
    controlKeys,
  };
  const signed = signContent('AccessRotation', accessRotationStatement, statement);
  checkSignature(controlKey, signed, signature, 'rotation-refused');
}
