// The Unix socket in the profile's folder, through which commands use the engine that runs. It speaks the messages of
// packages/ipc, one per line. Being able to open the socket is not enough: each connection gives the passphrase first.
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Guard, type EventMessage, type ParsedCall, type ResultMessage } from '@hushroom/ipc';
import { profileSocketPath } from '../profile/location.ts';
import { readLines, writeLine } from './lines.ts';

/** The longest path that a Unix socket can have everywhere, in bytes, without the closing zero. */
const SOCKET_PATH_BYTES_MAX = 103;
const CONNECTIONS_MAX = 32;
/** A wrong passphrase is answered no sooner than this, one at a time: guessing here is no faster than at the file. */
const WRONG_PASSPHRASE_MS = 1000;
/** A command makes its calls one right after the other: one that has made none for so long only listens. */
const IDLE_MS = 1000;
/** How long closing waits for commands that are at work, and how often it looks. */
const DRAIN_MS = 25_000;
const LOOK_MS = 20;
const ORIGIN = 'profile-socket';

interface Attached {
  readonly socket: Socket;
  readonly guard: Guard;
  unlocked: boolean;
  subscribed: boolean;
  inFlight: number;
  /** When its last call came, ms on the monotonic clock. */
  calledAt: number;
}

export class ProfileSocket {
  readonly #path: string;
  readonly #handle: (message: ParsedCall) => Promise<ResultMessage>;
  readonly #attached = new Set<Attached>();
  #server: Server | null = null;
  #unlocking: Promise<unknown> = Promise.resolve();

  constructor(folder: string, handle: (message: ParsedCall) => Promise<ResultMessage>) {
    this.#path = profileSocketPath(folder);
    this.#handle = handle;
  }

  /**
   * Listens, in place of a socket that a killed engine left. Where the system has no Unix sockets, or the path is too
   * long for one, nothing listens: a second process is then told that the profile is in use.
   */
  async listen(): Promise<void> {
    if (process.platform === 'win32' || Buffer.byteLength(this.#path) > SOCKET_PATH_BYTES_MAX) return;
    rmSync(this.#path, { force: true });
    const server = createServer((socket) => {
      this.#accept(socket);
    });
    server.maxConnections = CONNECTIONS_MAX;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#path, resolve);
    });
    this.#server = server;
  }

  /** Sends an event to every connection that has subscribed. */
  broadcast(message: EventMessage): void {
    for (const { subscribed, socket } of this.#attached) if (subscribed) writeLine(socket, message);
  }

  /**
   * Lets the commands that are at work come to their end, at most {@link DRAIN_MS}, then takes no more and ends every
   * connection.
   */
  async close(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    // It listens until then: whoever comes meanwhile would find the profile in use and nothing to attach to.
    const deadline = performance.now() + DRAIN_MS;
    while (this.#isBusy() && performance.now() < deadline) await delay(LOOK_MS);
    // Closing a listening Unix socket removes its file.
    server.close();
    for (const { socket } of this.#attached) socket.end();
  }

  #isBusy(): boolean {
    const since = performance.now() - IDLE_MS;
    return [...this.#attached].some(({ inFlight, calledAt }) => inFlight > 0 || calledAt > since);
  }

  #accept(socket: Socket): void {
    const attached: Attached = {
      socket,
      guard: new Guard(ORIGIN),
      unlocked: false,
      subscribed: false,
      inFlight: 0,
      calledAt: performance.now(),
    };
    this.#attached.add(attached);
    // A command that went away is nobody's error; its calls run to their end.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#attached.delete(attached);
    });
    readLines(socket, (line) => {
      this.#receive(attached, line);
    });
  }

  #receive(attached: Attached, line: string): void {
    const verdict = attached.guard.judge(ORIGIN, line);
    if (!verdict.pass) {
      if (verdict.id === null) attached.socket.destroy();
      else writeLine(attached.socket, { id: verdict.id, ok: false, error: { code: verdict.code } });
      return;
    }
    attached.inFlight += 1;
    attached.calledAt = performance.now();
    void this.#answer(attached, verdict.call).then((result) => {
      attached.guard.settle(verdict.call.id);
      attached.inFlight -= 1;
      writeLine(attached.socket, result);
    });
  }

  async #answer(attached: Attached, message: ParsedCall): Promise<ResultMessage> {
    const refused = (code: 'profile-locked' | 'bad-call'): ResultMessage => ({
      id: message.id,
      ok: false,
      error: { code },
    });
    switch (message.call) {
      case 'status':
        return this.#handle(message);
      case 'unlock':
        return this.#unlock(attached, message);
      case 'register':
      case 'lock':
      case 'profile.active':
      case 'profile.useKeychain':
      case 'profile.recover':
      case 'profile.deleteAccount':
      case 'profile.wipe':
        // The profile belongs to the process that opened it.
        return refused('bad-call');
      default:
        if (!attached.unlocked) return refused('profile-locked');
        // Before the answer, so that no event can fall between it and the snapshot.
        if (message.call === 'subscribe') attached.subscribed = true;
        return this.#handle(message);
    }
  }

  #unlock(attached: Attached, message: ParsedCall): Promise<ResultMessage> {
    const attempt = this.#unlocking.then(async () => {
      const result = await this.#handle(message);
      if (result.ok) attached.unlocked = true;
      else await delay(WRONG_PASSPHRASE_MS);
      return result;
    });
    this.#unlocking = attempt;
    return attempt;
  }
}
