// Puts a relay together from its parts, and takes it apart again in an order that loses nothing acknowledged.
import { randomBytes } from 'node:crypto';
import { MESSAGE_BYTES_MAX } from '@hushroom/wire';
import { DiskBlobBytes } from './blob/disk-blob-bytes.ts';
import { systemClock, type Cancel, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import { DataFolder } from './data-folder.ts';
import { StartError } from './error.ts';
import type { CommitPoint } from './group-commit.ts';
import { DEFAULT_LIMITS, type RelayLimits } from './limits.ts';
import { Listener } from './listener.ts';
import type { PeerEvent } from './peers.ts';
import { publicHost, takePlace, type Place } from './place.ts';
import { createRelay } from './relay.ts';
import { StoreError } from './store/error.ts';
import { SqliteStore } from './store/sqlite.ts';
import { RelayIdentity } from './tls/identity.ts';

const RENEWAL_CHECK_MS = 60 * 60 * 1000;
const INVITE_BYTES = 10;

export interface Reports {
  readonly onEvent: (event: PeerEvent) => void;
  readonly onFault: (error: unknown) => void;
}

/** What tests replace. */
export interface StartOverrides {
  readonly clock?: Clock;
  readonly limits?: Partial<RelayLimits>;
  readonly onCommitPoint?: (point: CommitPoint) => void;
}

export interface StartedRelay extends Place {
  /** Null unless registration is by invite. */
  readonly inviteCode: string | null;
  /** Answers what is under way, says goodbye, closes connections and database. */
  stop(): Promise<void>;
}

export type StartConfig = Pick<Config, 'host' | 'port' | 'data' | 'name' | 'registration'>;

/** Opens the data folder, which it holds alone, and serves. Throws {@link StartError}. */
export async function startRelay(
  config: StartConfig,
  reports: Reports,
  overrides: StartOverrides = {},
): Promise<StartedRelay> {
  const clock = overrides.clock ?? systemClock;
  const limits = { ...DEFAULT_LIMITS, ...overrides.limits };
  const { folder, store } = openData(config.data);
  try {
    const identity = RelayIdentity.open(folder, clock.now());
    const inviteCode = config.registration === 'invite' ? loadInvite(folder) : null;
    const relay = createRelay({
      store,
      blobBytes: new DiskBlobBytes(folder.pathOf('blobs')),
      clock,
      random: (bytes) => Uint8Array.from(randomBytes(bytes)),
      keys: identity.keys,
      name: config.name,
      registration: config.registration,
      inviteCode: inviteCode ?? '',
      limits,
      messageBytesMax: MESSAGE_BYTES_MAX,
      ...reports,
      onCommitPoint: overrides.onCommitPoint,
    });
    const host = publicHost(config.host);
    const certificate = identity.onlineCertificate(clock.now(), host);
    const listener = new Listener({ relay, clock, limits, certificate, onFault: reports.onFault });
    const { relayId } = identity.keys;
    const place = await takePlace(listener, { host: config.host, port: config.port, folder, relayId });
    const cancelRenewal = renewCertificates({ clock, identity, host, listener, onFault: reports.onFault });
    const stop = async (): Promise<void> => {
      cancelRenewal();
      const closed = listener.close();
      relay.stop();
      const cancel = clock.after(limits.stopMs, () => {
        listener.destroyConnections();
      });
      await closed;
      cancel();
      await relay.blobs.settled();
      store.close();
    };
    return { ...place, inviteCode, stop };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Opens the database first: it is the lock on the folder. */
function openData(path: string): { folder: DataFolder; store: SqliteStore } {
  try {
    const folder = new DataFolder(path);
    return { folder, store: new SqliteStore(folder.pathOf('relay.db')) };
  } catch (error) {
    if (error instanceof StoreError) throw new StartError(error.code, error.message, error);
    throw new StartError('data-unusable', 'the data folder cannot be used', error);
  }
}

function loadInvite(folder: DataFolder): string {
  const kept = folder.read('invite')?.toString().trim();
  if (kept !== undefined) return kept;
  const code = randomBytes(INVITE_BYTES).toString('hex');
  folder.write('invite', `${code}\n`);
  return code;
}

/** Looks every hour whether the next online certificate is due, and shows it from then on. */
function renewCertificates(parts: {
  clock: Clock;
  identity: RelayIdentity;
  host: string;
  listener: Listener;
  onFault: (error: unknown) => void;
}): Cancel {
  const { clock, identity, host, listener, onFault } = parts;
  let cancel: Cancel = () => undefined;
  const schedule = (): void => {
    cancel = clock.after(RENEWAL_CHECK_MS, () => {
      try {
        listener.renew(identity.onlineCertificate(clock.now(), host));
      } catch (error) {
        onFault(error);
      }
      schedule();
    });
  };
  schedule();
  return () => {
    cancel();
  };
}
