// Who may speak to the engine over loopback: whoever holds a link's one-time token, and then that tab's session secret.
// Every other process and every other web page on this computer can reach the port too, so nothing else counts.
import { createHash, randomBytes } from 'node:crypto';
import { Access } from '../shell/access.ts';
import { SESSIONS_MAX, TOKEN_LIFETIME_MS, TOKENS_MAX } from './limits.ts';

/** 256 bits, so that guessing is not a way in and no limit on attempts is needed. */
const SECRET_BYTES = 32;

/** A tab that was let in. */
export interface TabSession {
  readonly secret: string;
  readonly access: Access;
}

/** Makes and checks tokens and sessions. Keeps only their hashes, so that comparing takes no secret-dependent time. */
export class Credentials {
  readonly #now: () => number;
  /** Hash of each unused token, with the time when it was made. */
  readonly #tokens = new Map<string, number>();
  /** Sessions by the hash of their secret, the most recently used last. */
  readonly #sessions = new Map<string, Access>();

  /** `now` is a clock in ms that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A token that {@link Credentials.redeem} takes once, within 60 seconds. */
  issueToken(): string {
    const token = randomBytes(SECRET_BYTES).toString('base64url');
    dropOldest(this.#tokens, TOKENS_MAX - 1);
    this.#tokens.set(hashOf(token), this.#now());
    return token;
  }

  /** Exchanges a token for a new session; null if it was used, has expired or never was one. */
  redeem(token: string): TabSession | null {
    const hash = hashOf(token);
    const issuedAt = this.#tokens.get(hash);
    this.#tokens.delete(hash);
    if (issuedAt === undefined || this.#now() - issuedAt > TOKEN_LIFETIME_MS) return null;
    const session = { secret: randomBytes(SECRET_BYTES).toString('base64url'), access: new Access() };
    dropOldest(this.#sessions, SESSIONS_MAX - 1);
    this.#sessions.set(hashOf(session.secret), session.access);
    return session;
  }

  /** The session with this secret, which counts as used now; null if there is none. */
  resume(secret: string): TabSession | null {
    const hash = hashOf(secret);
    const access = this.#sessions.get(hash);
    if (access === undefined) return null;
    this.#sessions.delete(hash);
    this.#sessions.set(hash, access);
    return { secret, access };
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Maps iterate in order of insertion, so the oldest come first. */
function dropOldest(kept: Map<string, unknown>, max: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= max) return;
    kept.delete(key);
  }
}
