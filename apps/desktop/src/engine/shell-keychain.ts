// The shell's keychain as the engine uses it: keys go to the shell to be sealed, and come back from it opened.
import type { Keychain } from '@hushroom/engine-node';
import type { KeychainReply, KeychainRequest } from '../shell/engine-channel.ts';

export class ShellKeychain implements Keychain {
  readonly #ask: (request: KeychainRequest) => void;
  readonly #waiting = new Map<number, (data: string | null) => void>();
  #nextRequest = 0;

  constructor(ask: (request: KeychainRequest) => void) {
    this.#ask = ask;
  }

  /** Rejects if the keychain refuses. */
  seal(secret: Uint8Array): Promise<Uint8Array> {
    return this.#request('seal', secret);
  }

  /** Rejects if the keychain refuses, or did not seal this. */
  open(sealed: Uint8Array): Promise<Uint8Array> {
    return this.#request('open', sealed);
  }

  /** Takes the shell's answer. */
  reply({ request, data }: KeychainReply): void {
    this.#waiting.get(request)?.(data);
    this.#waiting.delete(request);
  }

  async #request(keychain: 'seal' | 'open', bytes: Uint8Array): Promise<Uint8Array> {
    const request = this.#nextRequest++;
    const answer = new Promise<string | null>((resolve) => this.#waiting.set(request, resolve));
    this.#ask({ keychain, request, data: Buffer.from(bytes).toString('base64') });
    const data = await answer;
    if (data === null) throw new Error('the keychain refuses');
    return new Uint8Array(Buffer.from(data, 'base64'));
  }
}
