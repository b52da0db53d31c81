// What the operator sees. Never a secret beside the invite code, never an IP address, a full id or anything of content.
import { renderUnicodeCompact } from 'uqr';
import type { Config } from './config.ts';
import type { PeerEvent } from './peers.ts';
import type { StartedRelay } from './start.ts';

type Write = (line: string) => void;

/** The same fault is told again only after this: a full disk must not fill a log on it. */
const FAULT_REPEAT_MS = 60_000;

export class RelayConsole {
  readonly #config: Pick<Config, 'console' | 'json' | 'name'>;
  readonly #write: Write;
  readonly #writeError: Write;
  /** When each fault was told last, by its message. */
  readonly #toldAt = new Map<string, number>();

  constructor(config: Pick<Config, 'console' | 'json' | 'name'>, write: Write, writeError: Write) {
    this.#config = config;
    this.#write = write;
    this.#writeError = writeError;
  }

  /** The address first: with --json it is the first line, for programs. */
  started({ address, port, inviteCode }: StartedRelay): void {
    if (this.#config.json) {
      this.#write(JSON.stringify(inviteCode === null ? { address, port } : { address, port, inviteCode }));
      return;
    }
    // In one piece: whoever started us prints its own words after these.
    const lines = [`${this.#config.name} is listening. Clients connect to:`, '', `  ${address}`, ''];
    lines.push(renderUnicodeCompact(address));
    if (inviteCode !== null) lines.push('', `Invite code for new accounts: ${inviteCode}`);
    this.#write(lines.join('\n'));
  }

  event({ type, userName, online }: PeerEvent): void {
    if (this.#config.console === 'none') return;
    const isFull = this.#config.console === 'full';
    if (this.#config.json) {
      this.#write(JSON.stringify(isFull ? { event: type, userName, online } : { event: type, online }));
      return;
    }
    const time = new Date().toTimeString().slice(0, 8);
    const who = isFull ? `${userName} ${type}, ` : '';
    this.#write(`${time}  ${who}${online} online`);
  }

  /** A fault of the relay itself. Messages of SQLite and Node name no content. */
  fault(error: unknown): void {
    const message = error instanceof Error ? error.message : 'unknown fault';
    const now = Date.now();
    if (now - (this.#toldAt.get(message) ?? -Infinity) < FAULT_REPEAT_MS) return;
    this.#toldAt.set(message, now);
    if (this.#config.json) this.#writeError(JSON.stringify({ fault: message }));
    else this.#writeError(`fault: ${message}`);
  }
}
