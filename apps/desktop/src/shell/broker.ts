// Relays every message between pages and the one engine process, and starts the engine again when it crashed.
// Both shells use it; it knows neither sockets nor Electron.
import {
  Guard,
  LOCAL_CALLS,
  type EngineMessage,
  type ErrorCode,
  type EventMessage,
  type ParsedCall,
  type ResultMessage,
  type ShellView,
} from '@hushroom/ipc';
import type { Access } from './access.ts';
import type { EngineProcess, FromEngine, Keychain, KeychainRequest } from './engine-channel.ts';
import { RestartPolicy } from './restart-policy.ts';

/** What a page gets from its broker. */
export type ToPage = EngineMessage | { readonly channel: 'lost' | 'restored' };

/** One page's side of the broker. */
export interface PageChannel {
  /**
   * Takes one message as it arrived, from the origin that the shell knows it to come from. False if there will be no
   * answer: it came from elsewhere, or has no id to answer to.
   */
  receive(origin: string, message: unknown): boolean;
  /** The page is gone: nothing more is sent to it. */
  close(): void;
}

export interface BrokerOptions {
  /** Starts an engine process; `profile` is null for the profile that the shell was started with. */
  readonly startEngine: (profile: string | null) => EngineProcess;
  /** Where a system keychain can be used; without it, requests for one are refused. */
  readonly keychain?: Keychain;
  /** Hears of each call that passes to the engine. */
  readonly onCall?: (call: ParsedCall) => void;
  /** What a page that asks how things stand is told of the shell; without it, that there is none to tell of. */
  readonly describe?: () => ShellView;
  /** A line for the console when the engine crashed. */
  readonly onCrash?: (restartInMs: number) => void;
}

interface Page {
  readonly guard: Guard;
  readonly access: Access;
  readonly send: (message: ToPage) => void;
}

interface PendingCall {
  readonly page: Page;
  readonly id: number;
  readonly call: ParsedCall['call'];
}

/** Owns the engine process from construction until {@link Broker.stop}. */
export class Broker {
  readonly #options: BrokerOptions;
  readonly #pages = new Set<Page>();
  /** Of all pages, also of those that are gone for the moment. */
  readonly #accesses = new Set<Access>();
  /** Calls under way by the id that the engine knows them by: ids of two pages may be equal. */
  readonly #pending = new Map<number, PendingCall>();
  readonly #restarts = new RestartPolicy();
  #engine: EngineProcess | null = null;
  #profile: string | null = null;
  /** The engine that ends makes room for one with another profile. */
  #isChanging = false;
  /** True from a crash until the engine that replaces it is ready. */
  #lost = false;
  #stopped = false;
  #files: string | null = null;
  #nextId = 0;
  #restartTimer: NodeJS.Timeout | undefined;

  constructor(options: BrokerOptions) {
    this.#options = options;
    this.#start();
  }

  /** Connects a page. Only messages from `origin` reach the engine; each gets one answer, if it has an id to answer to. */
  connect(origin: string, access: Access, send: (message: ToPage) => void): PageChannel {
    const page: Page = { guard: new Guard(origin), access, send };
    this.#accesses.add(access);
    this.#pages.add(page);
    if (this.#lost) send({ channel: 'lost' });
    return {
      receive: (from, message) => this.#receive(page, from, message),
      close: () => {
        this.#pages.delete(page);
      },
    };
  }

  /** The profile that a page asked for; null: the one that the shell was started with. */
  get profile(): string | null {
    return this.#profile;
  }

  /** The engine's file socket; null while no engine is ready. */
  get files(): string | null {
    return this.#files;
  }

  /** Ends the engine process for good, and resolves when it is gone. */
  stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#restartTimer);
    const engine = this.#engine;
    if (engine === null) return Promise.resolve();
    return new Promise((resolve) => {
      engine.onExit(resolve);
      engine.kill();
    });
  }

  #start(): void {
    const engine = this.#options.startEngine(this.#profile);
    this.#engine = engine;
    engine.onMessage((message) => {
      if (engine === this.#engine) this.#fromEngine(message);
    });
    engine.onExit(() => {
      if (engine === this.#engine) this.#engineExited();
    });
  }

  #receive(page: Page, origin: string, message: unknown): boolean {
    const verdict = page.guard.judge(origin, message);
    if (!verdict.pass) {
      if (verdict.id !== null) refuse(page, verdict.id, verdict.code);
      return verdict.id !== null;
    }
    const { id, call } = verdict.call;
    // A process that is still starting gets the call from its pipe once it is ready; one that is gone never would.
    if (LOCAL_CALLS.has(call)) this.#settle({ page, id, call }, 'bad-call');
    else if (verdict.call.call === 'profile.open') this.#openProfile(page, id, verdict.call.args.profile);
    else if (this.#engine === null) this.#settle({ page, id, call }, 'engine-stopped');
    else if (!page.access.allows(call)) this.#settle({ page, id, call }, 'profile-locked');
    else {
      const engineId = this.#nextId++;
      this.#pending.set(engineId, { page, id, call });
      this.#engine.send({ ...verdict.call, id: engineId });
      this.#options.onCall?.(verdict.call);
    }
    return true;
  }

  /** Ends the engine, and starts one with another profile in its place. Every page is locked with it. */
  #openProfile(page: Page, id: number, profile: string): void {
    // Who has not opened the profile must not close it on those who have.
    if (!page.access.unlocked && [...this.#accesses].some(({ unlocked }) => unlocked)) {
      this.#settle({ page, id, call: 'profile.open' }, 'profile-locked');
      return;
    }
    this.#profile = profile;
    page.guard.settle(id);
    page.send({ id, ok: true, value: null });
    // One that just crashed is started with the new profile anyway.
    this.#isChanging = this.#engine !== null;
    this.#engine?.kill();
  }

  #fromEngine(message: FromEngine): void {
    if ('keychain' in message) void this.#askKeychain(message);
    else if ('ready' in message) {
      this.#files = message.files;
      this.#engineReady();
    } else if ('rev' in message) this.#event(message);
    else {
      const call = this.#pending.get(message.id);
      if (call === undefined) return;
      this.#pending.delete(message.id);
      call.page.guard.settle(call.id);
      const result = call.page.access.answered(call.call, { ...message, id: call.id });
      if (this.#pages.has(call.page))
        call.page.send(call.call === 'status' ? this.#described(result) : result);
    }
  }

  /** The engine's answer to `status`, with what only the shell knows. */
  #described(result: ResultMessage): ResultMessage {
    if (!result.ok) return result;
    return { ...result, value: { ...(result.value as object), shell: this.#options.describe?.() ?? null } };
  }

  #event(message: EventMessage): void {
    const told = new Set([...this.#accesses].filter((access) => access.hears(message)));
    for (const page of this.#pages) if (told.has(page.access)) page.send(message);
  }

  async #askKeychain({ keychain, request, data }: KeychainRequest): Promise<void> {
    const engine = this.#engine;
    const answer = (await this.#options.keychain?.[keychain](data)) ?? null;
    // An engine that crashed meanwhile has its successor ask again.
    if (engine === this.#engine) engine?.send({ keychain: 'reply', request, data: answer });
  }

  #engineReady(): void {
    if (!this.#lost) return;
    this.#lost = false;
    this.#broadcast({ channel: 'restored' });
  }

  #engineExited(): void {
    this.#engine = null;
    this.#files = null;
    for (const call of this.#pending.values()) this.#settle(call, 'engine-stopped');
    this.#pending.clear();
    for (const access of this.#accesses) access.engineStopped();
    if (this.#stopped) return;
    if (!this.#lost) {
      this.#lost = true;
      this.#broadcast({ channel: 'lost' });
    }
    if (this.#isChanging) {
      this.#isChanging = false;
      this.#start();
      return;
    }
    const delayMs = this.#restarts.delayAfterExit(Date.now());
    this.#options.onCrash?.(delayMs);
    this.#restartTimer = setTimeout(() => {
      this.#start();
    }, delayMs);
  }

  #settle({ page, id }: PendingCall, code: ErrorCode): void {
    page.guard.settle(id);
    if (this.#pages.has(page)) refuse(page, id, code);
  }

  #broadcast(message: { readonly channel: 'lost' | 'restored' }): void {
    for (const page of this.#pages) page.send(message);
  }
}

function refuse(page: Page, id: number, code: ErrorCode): void {
  page.send({ id, ok: false, error: { code } });
}
