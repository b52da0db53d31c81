// Every maximum of the relay that is not a size on the wire (those are in packages/wire), named with its unit.

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DAY_SECONDS = DAY_MS / SECOND_MS;
const MEBIBYTE = 1024 ** 2;
const GIBIBYTE = 1024 * MEBIBYTE;

/** A token bucket: `burst` at once, then `perSecond`. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface RelayLimits {
  readonly connectionsMax: number;
  readonly connectionsPerIpMax: number;
  /** Of one device; the oldest is closed when one more comes. */
  readonly connectionsPerDeviceMax: number;
  /** New connections of one IP address. */
  readonly connectRate: Rate;
  /** From the first byte to a finished TLS and WebSocket handshake. */
  readonly handshakeMs: number;
  /** From the WebSocket handshake to a device that has authenticated. */
  readonly loginMs: number;
  /** What a connection may send before its device has authenticated. */
  readonly loginBytesMax: number;
  /** Between pings; a connection that was silent for two of these is dropped. */
  readonly pingMs: number;
  /** What may wait to be sent to one connection before its next request waits too. */
  readonly outputBytesHigh: number;
  /** What may wait to be sent to one connection before it is dropped. */
  readonly outputBytesMax: number;
  /** Requests of one connection that may wait, in bytes, before no more of it is read. */
  readonly inputBytesHigh: number;
  /** Requests of one connection that were received and not answered. */
  readonly inFlightMax: number;
  /** Requests of any kind by one device. */
  readonly requestRate: Rate;
  /** log.append, log.publish and inbox.append by one device. */
  readonly appendRate: Rate;
  /** Bytes that one account gives to keep, by log.append and inbox.append. */
  readonly keepRate: Rate;
  /** log.create by one device. */
  readonly createRate: Rate;
  /** roster.append by one account, revocations aside. */
  readonly rosterRate: Rate;
  /** keys.claim by one device. */
  readonly claimRate: Rate;
  /** register and authenticate from one IP address. */
  readonly loginRate: Rate;
  /** Logs that one connection has open. */
  readonly openLogsMax: number;
  readonly keyPackagesPerDeviceMax: number;
  readonly keyPackageLifetimeMs: number;
  readonly devicesPerAccountMax: number;
  /** Unsettled items in one inbox by one sending account. */
  readonly inboxItemsPerSenderMax: number;
  readonly inboxBytesPerSenderMax: number;
  readonly inboxLifetimeMs: number;
  /** Payloads of messages; hash, seq and kind stay. */
  readonly messageRetentionMs: number;
  /** Payloads of commits: at least the longest absence after which a device still catches up. */
  readonly commitRetentionMs: number;
  /** Bytes of blobs, reserved or stored, by one account. */
  readonly blobBytesPerAccountMax: number;
  /** Bytes of blobs by all accounts: what has come, and what is kept for the rest. */
  readonly blobBytesMax: number;
  readonly blobsPerAccountMax: number;
  /** From the last piece of a whole blob to its end. */
  readonly blobLifetimeMs: number;
  /** From the last piece of one that was never finished. */
  readonly blobPartialLifetimeMs: number;
  /** How long a token allows puts to begin. */
  readonly blobGrantMs: number;
  /** blob.reserve and blob.delete by one device. */
  readonly blobRate: Rate;
  /** Puts and gets under way. */
  readonly blobTransfersMax: number;
  readonly blobTransfersPerIpMax: number;
  /** A put or get that moves fewer than `blobStallBytes` in this time is cut off. */
  readonly blobStallMs: number;
  readonly blobStallBytes: number;
  /** Between two looks for what has expired. */
  readonly expiryMs: number;
  /** Between signed heads while entries flow. */
  readonly headMs: number;
  /** Writes that share one transaction. */
  readonly groupMax: number;
  /** From the signal to the end of the process, for answers under way. */
  readonly stopMs: number;
}

export const DEFAULT_LIMITS: RelayLimits = {
  connectionsMax: 10_000,
  connectionsPerIpMax: 256,
  connectionsPerDeviceMax: 4,
  connectRate: { burst: 256, perSecond: 10 },
  handshakeMs: 10 * SECOND_MS,
  loginMs: 15 * SECOND_MS,
  loginBytesMax: 64 * 1024,
  pingMs: 30 * SECOND_MS,
  outputBytesHigh: 1024 * 1024,
  outputBytesMax: 16 * 1024 * 1024,
  inputBytesHigh: 1024 * 1024,
  inFlightMax: 256,
  requestRate: { burst: 2000, perSecond: 100 },
  appendRate: { burst: 500, perSecond: 50 },
  keepRate: { burst: 2 * GIBIBYTE, perSecond: (256 * MEBIBYTE) / DAY_SECONDS },
  createRate: { burst: 50, perSecond: 0.1 },
  rosterRate: { burst: 50, perSecond: 0.001 },
  claimRate: { burst: 200, perSecond: 0.5 },
  loginRate: { burst: 256, perSecond: 5 },
  openLogsMax: 4096,
  keyPackagesPerDeviceMax: 200,
  keyPackageLifetimeMs: 30 * DAY_MS,
  devicesPerAccountMax: 16,
  inboxItemsPerSenderMax: 200,
  inboxBytesPerSenderMax: 32 * 1024 * 1024,
  inboxLifetimeMs: 120 * DAY_MS,
  messageRetentionMs: 90 * DAY_MS,
  commitRetentionMs: 120 * DAY_MS,
  blobBytesPerAccountMax: 4 * GIBIBYTE,
  blobBytesMax: 20 * GIBIBYTE,
  blobsPerAccountMax: 10_000,
  blobLifetimeMs: 30 * DAY_MS,
  blobPartialLifetimeMs: 7 * DAY_MS,
  blobGrantMs: 10 * MINUTE_MS,
  blobRate: { burst: 500, perSecond: 5 },
  blobTransfersMax: 1000,
  blobTransfersPerIpMax: 32,
  blobStallMs: 30 * SECOND_MS,
  blobStallBytes: 16 * 1024,
  expiryMs: 10 * MINUTE_MS,
  headMs: 5 * SECOND_MS,
  groupMax: 1000,
  stopMs: 3 * SECOND_MS,
};
