// A browser shell with a scripted engine and a small interface, and another program of the same computer that talks to it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { Broker } from '../shell/broker.ts';
import { RendererFiles } from '../shell/renderer-files.ts';
import { ScriptedEngine } from '../shell/scripted-engine.ts';
import { Credentials } from './credentials.ts';
import { BrowserShell } from './shell.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Opened {
  readonly socket: WebSocket;
  /** The next message, parsed. */
  next(): Promise<unknown>;
  /** Resolves to the code that it closes with. */
  readonly closed: Promise<number>;
}

export const tokenOf = (link: string): string => new URL(link).hash.slice(1);

export class ShellFixture {
  readonly folder: string;
  readonly engine: ScriptedEngine;
  readonly shell: BrowserShell;
  readonly #broker: Broker;
  readonly #clock: { nowMs: number };

  private constructor(parts: {
    folder: string;
    engine: ScriptedEngine;
    broker: Broker;
    shell: BrowserShell;
    clock: { nowMs: number };
  }) {
    this.folder = parts.folder;
    this.engine = parts.engine;
    this.shell = parts.shell;
    this.#broker = parts.broker;
    this.#clock = parts.clock;
  }

  static async start(port: number | null = null): Promise<ShellFixture> {
    const folder = mkdtempSync(join(tmpdir(), 'hushroom-shell-'));
    mkdirSync(join(folder, 'renderer/assets'), { recursive: true });
    writeFileSync(join(folder, 'renderer/index.html'), '<!doctype html><title>interface</title>');
    writeFileSync(join(folder, 'renderer/assets/a.js'), '1;');
    writeFileSync(join(folder, 'shell.js'), '2;');
    writeFileSync(join(folder, 'secret.html'), 'not for pages');
    const engine = new ScriptedEngine();
    const broker = new Broker({ startEngine: () => engine });
    const clock = { nowMs: 0 };
    const shell = await BrowserShell.start({
      broker,
      files: new RendererFiles(join(folder, 'renderer'), join(folder, 'shell.js')),
      credentials: new Credentials(() => clock.nowMs),
      port,
    });
    return new ShellFixture({ folder, engine, broker, shell, clock });
  }

  async stop(): Promise<void> {
    await this.shell.stop();
    await this.#broker.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Lets time go by for tokens, ms. */
  pass(ms: number): void {
    this.#clock.nowMs += ms;
  }

  /** The path is sent as it is: a client that tidies it up would hide what is tested. */
  get(path: string, headers: Record<string, string> = {}, method = 'GET', sent = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      request(this.shell.origin, { path, headers, method }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (body += part));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      })
        .on('error', reject)
        .end(sent);
    });
  }

  open(headers: Record<string, string> = {}, path = '/channel'): Promise<Opened> {
    const socket = new WebSocket(this.shell.origin.replace('http:', 'ws:') + path, {
      origin: headers.origin ?? this.shell.origin,
      headers,
    });
    const messages: unknown[] = [];
    let wake: () => void = () => undefined;
    socket.on('message', (data: Buffer) => {
      messages.push(JSON.parse(data.toString()));
      wake();
    });
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    const next = async (): Promise<unknown> => {
      while (messages.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return messages.shift();
    };
    return new Promise((resolve, reject) => {
      socket.on('open', () => {
        resolve({ socket, next, closed });
      });
      socket.on('error', reject);
    });
  }

  /** A tab that was let in with a fresh link. */
  async admitted(): Promise<Opened & { session: string }> {
    const opened = await this.open();
    opened.socket.send(JSON.stringify({ token: tokenOf(this.shell.freshLink()) }));
    const { session } = (await opened.next()) as { session: string };
    return { ...opened, session };
  }
}
