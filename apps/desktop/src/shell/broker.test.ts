import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Access } from './access.ts';
import { Broker, type BrokerOptions, type ToPage } from './broker.ts';
import { RESTARTS_PER_MINUTE_MAX } from './restart-policy.ts';
import { ScriptedEngine } from './scripted-engine.ts';

const ORIGIN = 'http://127.0.0.1:5000';
const MEMBERS = { rev: 1, event: { type: 'members', conversation: '00' } } as const;
const LOCKED = { rev: 1, event: { type: 'locked' } } as const;

interface Started {
  readonly broker: Broker;
  readonly engines: ScriptedEngine[];
}

function start(options: Omit<BrokerOptions, 'startEngine'> = {}, profiles: (string | null)[] = []): Started {
  const engines: ScriptedEngine[] = [];
  const broker = new Broker({
    ...options,
    startEngine: (profile) => {
      profiles.push(profile);
      const engine = new ScriptedEngine();
      engines.push(engine);
      return engine;
    },
  });
  return { broker, engines };
}

/** A page that has opened the profile, unless its access says otherwise. */
function unlocked(): Access {
  const access = new Access();
  access.answered('unlock', { id: 0, ok: true, value: null });
  return access;
}

function connect(
  broker: Broker,
  access = unlocked(),
): {
  said: ToPage[];
  ask: (id: number, call?: string) => void;
  open: (id: number, profile: string) => void;
  close: () => void;
} {
  const said: ToPage[] = [];
  const channel = broker.connect(ORIGIN, access, (message) => said.push(message));
  return {
    said,
    ask: (id, call = 'lock') => {
      channel.receive(ORIGIN, { id, call, args: {} });
    },
    open: (id, profile) => {
      channel.receive(ORIGIN, { id, call: 'profile.open', args: { profile } });
    },
    close: () => {
      channel.close();
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('broker', () => {
  it('answers each page under its own id, although both use the same', () => {
    const { broker, engines } = start();
    const [one, two] = [connect(broker), connect(broker)];
    one.ask(7);
    two.ask(7);
    const ids = engines[0]!.received.map((message) => ('id' in message ? message.id : -1));
    expect(new Set(ids).size).toBe(2);
    engines[0]!.say({ id: ids[1]!, ok: true, value: 'for two' });
    engines[0]!.say({ id: ids[0]!, ok: true, value: 'for one' });
    expect(one.said).toEqual([{ id: 7, ok: true, value: 'for one' }]);
    expect(two.said).toEqual([{ id: 7, ok: true, value: 'for two' }]);
  });

  it('hands the engine nothing that the guard refuses', () => {
    const { broker, engines } = start();
    const said: ToPage[] = [];
    const channel = broker.connect(ORIGIN, unlocked(), (message) => said.push(message));
    channel.receive('http://127.0.0.1:5001', { id: 1, call: 'lock', args: {} });
    channel.receive(ORIGIN, { id: 2, call: 'constructor', args: {} });
    // Paths of this computer are the command's.
    const path = '/tmp/x';
    channel.receive(ORIGIN, { id: 3, call: 'backup.exportPath', args: { path, passphrase: 'x' } });
    channel.receive(ORIGIN, { id: 4, call: 'backup.importPath', args: { path, passphrase: 'x' } });
    expect(engines[0]!.received).toEqual([]);
    expect(said).toEqual([2, 3, 4].map((id) => ({ id, ok: false, error: { code: 'bad-call' } })));
  });

  it('tells every page what the engine says, and a page that left nothing', () => {
    const { broker, engines } = start();
    const [one, two] = [connect(broker), connect(broker)];
    two.close();
    engines[0]!.say(MEMBERS);
    expect(one.said).toEqual([MEMBERS]);
    expect(two.said).toEqual([]);
  });

  it('fails open calls when the engine crashes, says so, and says when its successor is ready', () => {
    const { broker, engines } = start();
    const page = connect(broker);
    page.ask(1);
    engines[0]!.crash();
    page.ask(2);
    const late = connect(broker);
    expect(page.said).toEqual([
      { id: 1, ok: false, error: { code: 'engine-stopped' } },
      { channel: 'lost' },
      { id: 2, ok: false, error: { code: 'engine-stopped' } },
    ]);
    expect(late.said).toEqual([{ channel: 'lost' }]);
    vi.runOnlyPendingTimers();
    engines[1]!.say({ ready: true, files: '' });
    expect(page.said.at(-1)).toEqual({ channel: 'restored' });
    page.ask(3, 'status');
    expect(page.said.at(-1)).toMatchObject({ id: 3, ok: true });
  });

  it('starts a crashing engine at most five times in any minute, and goes on trying', async () => {
    const { broker, engines } = start();
    const starts: number[] = [];
    while (engines.length < 20) {
      const before = engines.length;
      engines.at(-1)!.crash();
      while (engines.length === before) vi.advanceTimersByTime(100);
      starts.push(Date.now());
    }
    for (let i = RESTARTS_PER_MINUTE_MAX; i < starts.length; i++) {
      expect(starts[i]! - starts[i - RESTARTS_PER_MINUTE_MAX]!).toBeGreaterThanOrEqual(60_000);
    }
    expect(starts[0]! - vi.getRealSystemTime()).toBeLessThan(1_000);
    await broker.stop();
    expect(engines.at(-1)!.killed).toBe(true);
    vi.advanceTimersByTime(120_000);
    expect(engines.length).toBe(20);
  });

  it('keeps an open profile from a page that has not opened it itself', () => {
    const { broker, engines } = start();
    const [inside, outside] = [connect(broker), connect(broker, new Access())];
    outside.ask(1, 'subscribe');
    engines[0]!.say(MEMBERS);
    expect(outside.said).toEqual([{ id: 1, ok: false, error: { code: 'profile-locked' } }]);
    expect(inside.said).toEqual([MEMBERS]);
    outside.ask(2, 'status');
    expect(outside.said.at(-1)).toMatchObject({ value: { phase: 'locked' } });
    inside.ask(3, 'status');
    expect(inside.said.at(-1)).toMatchObject({ value: { phase: 'open' } });
  });

  it('lets a page that cannot open a damaged profile save what is left of it, and nothing else', () => {
    const { broker, engines } = start();
    const said: ToPage[] = [];
    const channel = broker.connect(ORIGIN, new Access(), (message) => said.push(message));
    const recovery = { passphrase: 'that of the profile', recovery: 'that of the backup' };
    channel.receive(ORIGIN, { id: 1, call: 'profile.recover', args: recovery });
    channel.receive(ORIGIN, { id: 2, call: 'backup.list', args: {} });
    channel.receive(ORIGIN, { id: 3, call: 'profile.diagnostics', args: {} });
    expect(engines[0]!.received).toMatchObject([{ call: 'profile.recover', args: recovery }]);
    expect(said).toEqual([2, 3].map((id) => ({ id, ok: false, error: { code: 'profile-locked' } })));
  });

  it('puts an engine with another profile in the place of the first, and locks every page', () => {
    const profiles: (string | null)[] = [];
    const { broker, engines } = start({}, profiles);
    const [one, two] = [connect(broker), connect(broker)];
    two.ask(1);
    one.open(2, 'work');
    expect(engines[0]!.killed).toBe(true);
    expect(profiles).toEqual([null, 'work']);
    expect(one.said).toEqual([{ id: 2, ok: true, value: null }, { channel: 'lost' }]);
    expect(two.said).toEqual([{ id: 1, ok: false, error: { code: 'engine-stopped' } }, { channel: 'lost' }]);
    engines[1]!.say({ ready: true, files: '' });
    expect(one.said.at(-1)).toEqual({ channel: 'restored' });
    one.ask(3, 'subscribe');
    expect(one.said.at(-1)).toEqual({ id: 3, ok: false, error: { code: 'profile-locked' } });
    // One that crashes later has its successor on the same profile.
    engines[1]!.crash();
    vi.runOnlyPendingTimers();
    expect(profiles).toEqual([null, 'work', 'work']);
  });

  it('lets nobody who has not opened the profile close it on those who have', () => {
    const { broker, engines } = start();
    const outside = connect(broker, new Access());
    const inside = connect(broker);
    outside.open(1, 'work');
    expect(outside.said).toEqual([{ id: 1, ok: false, error: { code: 'profile-locked' } }]);
    expect(inside.said).toEqual([]);
    expect(engines[0]!.killed).toBe(false);
    outside.open(2, '../work');
    expect(outside.said.at(-1)).toEqual({ id: 2, ok: false, error: { code: 'bad-call' } });
  });

  it('locks every page with the profile, and when the engine that had it open is gone', () => {
    const { broker, engines } = start();
    const pages = [connect(broker), connect(broker)];
    engines[0]!.say(LOCKED);
    for (const page of pages) page.ask(1, 'subscribe');
    for (const { said } of pages) {
      expect(said).toEqual([LOCKED, { id: 1, ok: false, error: { code: 'profile-locked' } }]);
    }
    const later = connect(broker);
    engines[0]!.crash();
    vi.runOnlyPendingTimers();
    later.ask(1, 'subscribe');
    expect(later.said.at(-1)).toEqual({ id: 1, ok: false, error: { code: 'profile-locked' } });
    expect(engines[1]!.received).toEqual([]);
  });

  it('asks the keychain for the engine, and refuses where there is none', async () => {
    const keychain = {
      seal: (data: string) => Promise.resolve(`sealed ${data}`),
      open: () => Promise.resolve(null),
    };
    const { engines } = start({ keychain });
    engines[0]!.say({ keychain: 'seal', request: 1, data: 'key' });
    engines[0]!.say({ keychain: 'open', request: 2, data: 'other' });
    const bare = start();
    bare.engines[0]!.say({ keychain: 'seal', request: 3, data: 'key' });
    await vi.runAllTimersAsync();
    expect([...engines[0]!.received, ...bare.engines[0]!.received]).toEqual([
      { keychain: 'reply', request: 1, data: 'sealed key' },
      { keychain: 'reply', request: 2, data: null },
      { keychain: 'reply', request: 3, data: null },
    ]);
  });
});
