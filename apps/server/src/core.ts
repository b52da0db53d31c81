// What every request works on: the store, the keys, those who are connected. Made once by relay.ts.
import { head, policy, RelayError, type Policy, type Registration, type SignedHead } from '@hushroom/wire';
import type { BlobBytes } from './blob/blob-bytes.ts';
import { Blobs } from './blob/blobs.ts';
import { MemoryBlobBytes } from './blob/memory-blob-bytes.ts';
import type { Clock } from './clock.ts';
import { GroupCommit, type CommitPoint } from './group-commit.ts';
import type { RelayKeys } from './keys.ts';
import type { RelayLimits } from './limits.ts';
import { LogListeners } from './log-listeners.ts';
import { Peers, type PeerEvent } from './peers.ts';
import { RateLimiter } from './policies/rate.ts';
import { RosterHead } from './roster-head.ts';
import type { Call } from './session.ts';
import type { Device, InboxQuota, Store } from './store/store.ts';

/** What an item takes on the disk beside its payload, and after it. */
const ROW_BYTES = 256;

export interface RelayOptions {
  readonly store: Store;
  /** Where the bytes of blobs are; left out: in memory. */
  readonly blobBytes?: BlobBytes;
  readonly clock: Clock;
  /** Unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly keys: RelayKeys;
  /** Shown to those who connect; at most 64 bytes of UTF-8. */
  readonly name: string;
  readonly registration: Registration;
  /** Asked for where registration is by invite. */
  readonly inviteCode: string;
  readonly limits: RelayLimits;
  readonly messageBytesMax: number;
  /** Tells who comes and goes. */
  readonly onEvent: (event: PeerEvent) => void;
  /** Tells of faults of the relay itself: a full disk, a damaged database, a bug. */
  readonly onFault: (error: unknown) => void;
  /** For tests that stop the process at a point of a commit. */
  readonly onCommitPoint?: ((point: CommitPoint) => void) | undefined;
}

export class Core {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: RelayKeys;
  readonly options: RelayOptions;
  readonly policy: Policy;
  readonly policySignature: Uint8Array;
  readonly commits: GroupCommit;
  readonly blobs: Blobs;
  readonly listeners: LogListeners;
  readonly peers: Peers;
  readonly roster: RosterHead;
  readonly inboxQuota: InboxQuota;
  readonly rates: Readonly<
    Record<'request' | 'append' | 'create' | 'roster' | 'claim' | 'login' | 'blob', RateLimiter>
  >;
  readonly #kept: RateLimiter;
  isStopping = false;

  constructor(options: RelayOptions) {
    const { store, clock, keys, limits, onFault, onCommitPoint, onEvent } = options;
    this.options = options;
    this.store = store;
    this.clock = clock;
    this.keys = keys;
    this.policy = {
      registration: options.registration,
      retentionSeconds: limits.messageRetentionMs / 1000,
      messageBytesMax: options.messageBytesMax,
      keyPackagesMax: limits.keyPackagesPerDeviceMax,
    };
    this.policySignature = keys.sign('Policy', policy, this.policy);
    this.commits = new GroupCommit({
      store,
      clock,
      groupMax: limits.groupMax,
      onFault,
      onPoint: onCommitPoint,
    });
    this.blobs = new Blobs({
      store,
      bytes: options.blobBytes ?? new MemoryBlobBytes(),
      commits: this.commits,
      clock,
      limits,
      onFault,
    });
    this.listeners = new LogListeners({
      clock,
      headMs: limits.headMs,
      signHead: (logId, accessHash) => {
        const access = store.findAccess(logId, accessHash);
        return access && this.signHead(logId, access);
      },
    });
    this.peers = new Peers({ connectionsPerDeviceMax: limits.connectionsPerDeviceMax, onEvent });
    this.roster = new RosterHead(store);
    this.inboxQuota = { itemsMax: limits.inboxItemsPerSenderMax, bytesMax: limits.inboxBytesPerSenderMax };
    this.rates = {
      request: new RateLimiter(limits.requestRate, clock),
      append: new RateLimiter(limits.appendRate, clock),
      create: new RateLimiter(limits.createRate, clock),
      roster: new RateLimiter(limits.rosterRate, clock),
      claim: new RateLimiter(limits.claimRate, clock),
      login: new RateLimiter(limits.loginRate, clock),
      blob: new RateLimiter(limits.blobRate, clock),
    };
    this.#kept = new RateLimiter(limits.keepRate, clock);
  }

  /** Signs how far a log goes, now. */
  signHead(logId: Uint8Array, place: { seq: number; transcript: Uint8Array }): SignedHead {
    const content = {
      relayId: this.keys.relayId,
      logId,
      seq: place.seq,
      transcript: place.transcript,
      time: this.clock.now(),
    };
    return { ...content, signature: this.keys.sign('Head', head, content) };
  }

  /** Queues a write; its refusal is the answer, `done` runs once it is durable. */
  write<T>(call: Call, work: () => T, done: (result: T) => void): void {
    this.commits.enqueue(work, done, call.refuse);
  }

  /**
   * As `write`, of something that stays. Its bytes count for the account once they are durable, so that what is refused or
   * fails costs nothing; it is refused as `rate-limited` where the account has not so many left.
   */
  keep<T>(
    call: Call,
    { payloads, work }: { payloads: readonly Uint8Array[]; work: () => T },
    done: (result: T) => void,
  ): void {
    const { userName } = deviceOf(call);
    const bytes = payloads.reduce((sum, { length }) => sum + length + ROW_BYTES, 0);
    this.write(
      call,
      () => {
        if (!this.#kept.has(userName, bytes)) throw new RelayError('rate-limited', 'bytes to keep');
        return work();
      },
      (result) => {
        this.#kept.charge(userName, bytes);
        done(result);
      },
    );
  }

  /** Throws `rate-limited` if this key has used up this rate. */
  spend(rate: keyof Core['rates'], key: string): void {
    if (!this.rates[rate].take(key)) throw new RelayError('rate-limited');
  }
}

/** The device that a call comes from. Throws `out-of-order` before it has logged in. */
export function deviceOf({ session }: Call): Device {
  if (session.device === null) throw new RelayError('out-of-order', 'log in first');
  return session.device;
}
