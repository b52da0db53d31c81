// Whether a passphrase is the one that opened the profile, in no time.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { systemRandom } from '../clock.ts';

/**
 * Tells whether a passphrase is the one that opened the profile, without Argon2id's third of a second: a command that
 * attaches would feel it. It lives only beside the open keys, which whoever could read it would read instead.
 */
export class PassphraseCheck {
  readonly #key = systemRandom(32);
  readonly #tag: Buffer;

  constructor(passphrase: string) {
    this.#tag = this.#tagOf(passphrase);
  }

  accepts(passphrase: string): boolean {
    return timingSafeEqual(this.#tagOf(passphrase), this.#tag);
  }

  #tagOf(passphrase: string): Buffer {
    return createHmac('sha256', this.#key).update(passphrase.normalize('NFC')).digest();
  }
}
