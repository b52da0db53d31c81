// Makes key packages and keeps enough of them at the relay, so that others can add this device while it is away.
import {
  encodeKeyPackage,
  generateKeyPackage,
  keyPackageRef,
  ownCapabilities,
  SUITE_XWING,
  suiteById,
  type Extension,
  type KeyPackage,
  type KeyPackageSecrets,
} from '@hushroom/crypto';
import type { Account } from '../account/account.ts';
import type { Clock, Random } from '../clock.ts';
import type { Link } from '../connection/link.ts';
import { toHex } from '../hex.ts';
import { CONTROL_KEY_EXTENSION, READD_EXTENSION, ROOM_CONTEXT_EXTENSION } from '../room/room-context.ts';
import type { Storage } from '../storage.ts';
import {
  deleteExpired,
  lastResortExpires,
  saveKeyPackage,
  type KeyPackageRecord,
} from './key-package-record.ts';

/** One-time key packages at the relay after a refill, and the number below which one is due. */
const ONE_TIME_MAX = 50;
const ONE_TIME_LOW = 25;
/** Made in one go; between two goes other work gets its turn. */
const BATCH = 5;
const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_MS = 30 * DAY_MS;
/** Of the last-resort one: whoever is away for that long can be added still. */
const LAST_RESORT_LIFETIME_MS = 90 * DAY_MS;
/** A last-resort one is replaced once it is good for no longer than this, used or not. */
const RENEWED_MS = 75 * DAY_MS;
/** A welcome may be under way while the key package that it is for expires. */
const KEPT_BEYOND_MS = 30 * DAY_MS;
/** Clocks differ: a key package is valid from a day ago. */
const SKEW_MS = DAY_MS;
const MS_PER_SECOND = 1000;

export interface KeyPackageParts {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: Random;
  readonly account: Account;
}

/** A key package of this device, made now and neither saved nor published. */
export function makeKeyPackage(
  { account, clock, random }: Omit<KeyPackageParts, 'storage'>,
  leafExtensions: readonly Extension[] = [],
  lifetimeMs = LIFETIME_MS,
): {
  readonly keyPackage: KeyPackage;
  readonly secrets: KeyPackageSecrets;
} {
  const now = clock.now();
  const seconds = (ms: number): bigint => BigInt(Math.floor(ms / MS_PER_SECOND));
  return generateKeyPackage({
    suite: suiteById(SUITE_XWING),
    credential: { type: 'basic', identity: account.certificate },
    signatureKeyPair: { publicKey: account.deviceKey, secretKey: account.deviceSecret },
    lifetime: { notBefore: seconds(now - SKEW_MS), notAfter: seconds(now + lifetimeMs) },
    capabilities: {
      ...ownCapabilities,
      cipherSuites: [SUITE_XWING],
      extensions: [ROOM_CONTEXT_EXTENSION, CONTROL_KEY_EXTENSION, READD_EXTENSION],
    },
    leafExtensions,
    random,
  });
}

export class KeyPackages {
  readonly #parts: KeyPackageParts;
  #busy = false;
  #stopTimer: () => void = () => undefined;

  constructor(parts: KeyPackageParts) {
    this.#parts = parts;
  }

  /** Sees to it now and once a day, for as long as the connection lasts. */
  begin(link: Pick<Link, 'request'>, onFault: (error: unknown) => void): void {
    this.#stopTimer();
    this.#stopTimer = this.#parts.clock.after(DAY_MS, () => {
      this.begin(link, onFault);
    });
    this.upkeep(link).catch(onFault);
  }

  /** The connection was lost. */
  pause(): void {
    this.#stopTimer();
  }

  /**
   * Publishes what is missing, up to `wanted` one-time ones. Rejects if the connection is lost meanwhile: the next one
   * asks again.
   */
  async upkeep(link: Pick<Link, 'request'>, wanted = ONE_TIME_MAX): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const { storage, clock } = this.#parts;
      const isOld = storage.transaction((transaction) => {
        deleteExpired(transaction, clock.now());
        return lastResortExpires(transaction) - KEPT_BEYOND_MS < clock.now() + RENEWED_MS;
      });
      const count = await link.request({ type: 'keys.count' });
      if (!count.lastResort || isOld) {
        const [lastResort] = await this.#make(1, true);
        await link.request({
          type: 'keys.publish',
          oneTime: [],
          lastResort: lastResort?.encoded ?? null,
        });
      }
      if (count.oneTime >= Math.min(ONE_TIME_LOW, wanted)) return;
      const made = await this.#make(wanted - count.oneTime, false);
      const oneTime = made.map(({ encoded }) => encoded);
      await link.request({ type: 'keys.publish', oneTime, lastResort: null });
    } finally {
      this.#busy = false;
    }
  }

  /** Makes and saves: the private side is durable before the public side can be claimed. */
  async #make(count: number, lastResort: boolean): Promise<readonly KeyPackageRecord[]> {
    const { storage, clock } = this.#parts;
    const made: KeyPackageRecord[] = [];
    while (made.length < count) {
      const batch = Array.from({ length: Math.min(BATCH, count - made.length) }, () => this.#one(lastResort));
      storage.transaction((transaction) => {
        for (const record of batch) saveKeyPackage(transaction, record);
      });
      made.push(...batch);
      await new Promise<void>((resolve) => clock.after(0, resolve));
    }
    return made;
  }

  #one(lastResort: boolean): KeyPackageRecord {
    if (!lastResort) return newKeyPackage(this.#parts);
    return { ...newKeyPackage(this.#parts, [], LAST_RESORT_LIFETIME_MS), lastResort };
  }
}

/** A one-time key package of this device, made now, to be saved before others hear of it. */
export function newKeyPackage(
  parts: Omit<KeyPackageParts, 'storage'>,
  leafExtensions: readonly Extension[] = [],
  lifetimeMs = LIFETIME_MS,
): KeyPackageRecord {
  const { keyPackage, secrets } = makeKeyPackage(parts, leafExtensions, lifetimeMs);
  return {
    reference: toHex(keyPackageRef(keyPackage)),
    keyPackage,
    encoded: encodeKeyPackage(keyPackage),
    secrets,
    lastResort: false,
    expires: parts.clock.now() + lifetimeMs + KEPT_BEYOND_MS,
  };
}
