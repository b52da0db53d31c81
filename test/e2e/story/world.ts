// Everyone's computer and the relay's, in one folder: apps and relay start, quit, crash and start again.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Browser } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { enginesOf } from './engine-process.ts';
import { RelayProcess, type RelayOptions } from './relay-process.ts';
import { runApp, type RunningApp, type SavedFile } from './run-app.ts';

export type Name = 'alice' | 'bob' | 'carol';

export const passphraseOf = (name: Name): string => `the passphrase of ${name}`;

export interface WorldOptions {
  readonly relay?: RelayOptions;
  /** Lets {@link World.skipTime}; only in the browser shell. */
  readonly timeIsSkippable?: boolean;
}

export interface Start {
  /** One's own, where the browser shell's page needs one. */
  readonly browser?: Browser;
  /** Where one finds the relay, if not where it is. */
  readonly relay?: string;
  /** Another profile of the same computer, in a window of its own. */
  readonly profile?: string;
}

const SKIPPABLE_TIME = new URL('skippable-time.ts', import.meta.url).href;

export class World {
  /** Everything of this world; removed in the end. */
  readonly folder = mkdtempSync(join(tmpdir(), 'hushroom-story-'));
  readonly #apps = new Map<Name, RunningApp>();
  readonly #others: RunningApp[] = [];
  readonly #browser: Browser;
  readonly #shell: string;
  readonly #options: WorldOptions;
  #relay: RelayProcess | null = null;

  constructor(browser: Browser, shell: string, options: WorldOptions = {}) {
    this.#browser = browser;
    this.#shell = shell;
    this.#options = options;
  }

  async startRelay(port?: 0): Promise<void> {
    const options = { ...this.#options.relay, nodeOptions: this.#nodeOptions('relay') };
    this.#relay = await RelayProcess.start(this.relayData, port, options);
  }

  /** Writes a line to the relay's standard input. */
  tellRelay(line: string): void {
    this.#relay?.tell(line);
  }

  profileFolder(name: Name): string {
    return join(this.folder, name, 'profiles', name);
  }

  /** Where the relay keeps everything. */
  get relayData(): string {
    return join(this.folder, 'relay');
  }

  get relayAddress(): string {
    return this.#relay?.address ?? '';
  }

  async stopRelay(): Promise<void> {
    await this.#relay?.stop();
  }

  /** Without a word to anybody. */
  async killRelay(): Promise<void> {
    await this.#relay?.stop('SIGKILL');
  }

  /** The relay stands still until it goes on: what it was sent waits. */
  pauseRelay(): void {
    this.#relay?.signal('SIGSTOP');
  }

  resumeRelay(): void {
    this.#relay?.signal('SIGCONT');
  }

  /** Bytes of all blobs that the relay has, whole or not. */
  relayBlobBytes(): number {
    const blobs = join(this.relayData, 'blobs');
    const entries = readdirSync(blobs, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  }

  /** See {@link RunningApp.save}. */
  save(name: Name, act: () => Promise<void>): Promise<SavedFile> {
    return this.#app(name).save(act);
  }

  async start(name: Name, start: Start = {}): Promise<AppPage> {
    const { browser = this.#browser, relay = this.relayAddress, profile = name } = start;
    const app = await runApp(this.#shell, browser, {
      profile,
      home: join(this.folder, name),
      relay,
      nodeOptions: this.#nodeOptions(name),
    });
    if (profile === name) this.#apps.set(name, app);
    else this.#others.push(app);
    return new AppPage(app.page);
  }

  /** Starts the relay and everyone's app, and registers all of them at once. */
  async meet<const N extends readonly Name[]>(...names: N): Promise<{ [K in keyof N]: AppPage }> {
    await this.startRelay(0);
    const pages = await Promise.all(
      names.map(async (name) => {
        const page = await this.start(name);
        await page.register(name, passphraseOf(name));
        return page;
      }),
    );
    return pages as { [K in keyof N]: AppPage };
  }

  /** Has one person write to another, who accepts that and has it on the screen. */
  async introduce(one: Name, other: Name, firstWord = 'The first word'): Promise<void> {
    const writer = new AppPage(this.#app(one).page);
    const reader = new AppPage(this.#app(other).page);
    await writer.openPerson(other);
    await writer.send(firstWord);
    await reader.accept(one);
    await expect(reader.message(firstWord)).toBeVisible();
  }

  async quit(name: Name): Promise<void> {
    await this.#apps.get(name)?.quit();
    this.#apps.delete(name);
  }

  #app(name: Name): RunningApp {
    const app = this.#apps.get(name);
    if (app === undefined) throw new Error(`${name} has no app running`);
    return app;
  }

  /** Kills the engine of someone's app, and nothing else of it. */
  killEngine(name: Name): void {
    process.kill(this.enginePid(name), 'SIGKILL');
  }

  /** Has time pass for someone's engine or the relay: its clock jumps ahead, and what it has put off until then is due. */
  skipTime(name: Name | 'relay', ms: number): void {
    writeFileSync(this.#skipFile(name), String(ms));
    if (name === 'relay') this.#relay?.signal('SIGUSR2');
    else process.kill(this.enginePid(name), 'SIGUSR2');
  }

  enginePid(name: Name): number {
    const [engine] = enginesOf(join(this.folder, name));
    if (engine === undefined) throw new Error(`no engine of ${name} runs`);
    return engine;
  }

  #skipFile(name: Name | 'relay'): string {
    return join(this.folder, `${name}.skip`);
  }

  #nodeOptions(name: Name | 'relay'): string {
    if (this.#options.timeIsSkippable !== true) return '';
    return `--import=${SKIPPABLE_TIME}?file=${encodeURIComponent(this.#skipFile(name))}`;
  }

  async quitAll(): Promise<void> {
    const others = this.#others.splice(0).map((app) => app.quit());
    await Promise.all([...others, ...[...this.#apps.keys()].map((name) => this.quit(name))]);
    await this.stopRelay();
  }

  async dispose(): Promise<void> {
    await this.quitAll();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
