import type { StatusView } from '@hushroom/ipc';
import { describe, expect, it, vi } from 'vitest';
import { message, ROOM, ScriptedApi, snapshot } from './scripted-api.ts';
import { history } from './scripted-history.ts';
import { conversation, opened, person, status } from './scripted-session.ts';
import { Session } from './session.svelte.ts';

describe('Session', () => {
  it('opens the window, the first page or the lock as the engine says', async () => {
    for (const phase of ['new', 'locked', 'open'] as const) {
      const session = await opened(
        new ScriptedApi({
          status: () => ({ ...status, phase }),
          subscribe: () => ({ rev: 1, snapshot: snapshot() }),
        }),
      );
      expect(session.phase).toBe(phase);
    }
  });

  it('looks while it is locked as it looked the last time', async () => {
    const look = { theme: 'dark', textSize: 150, locale: 'de' } as const;
    const session = await opened(new ScriptedApi({ status: () => ({ ...status, phase: 'locked', look }) }));
    expect(session.settings).toMatchObject(look);
  });

  it('shows a draft that was kept elsewhere, unless something else was typed since', async () => {
    const api = new ScriptedApi({
      status: () => status,
      subscribe: () => ({ rev: 1, snapshot: snapshot({ conversations: [conversation()] }) }),
    });
    const session = await opened(api);
    const keep = (rev: number, text: string): void => {
      const draft = { text, replyTo: null };
      api.say({ rev, event: { type: 'conversation', conversation: conversation({ draft }) } });
    };
    session.drafts.set(ROOM, '');
    keep(2, 'on my way');
    expect(session.draftOf(ROOM)).toBe('on my way');
    session.drafts.set(ROOM, 'on my way, nearly');
    keep(3, 'something else');
    expect(session.draftOf(ROOM)).toBe('on my way, nearly');
  });

  it('says why it cannot open, and opens when asked again', async () => {
    let damaged = true;
    const api = new ScriptedApi({
      status: () => (damaged ? 'profile-damaged' : status),
      subscribe: () => ({ rev: 1, snapshot: snapshot() }),
    });
    const session = await opened(api);
    expect([session.phase, session.problem]).toEqual(['failed', { code: 'profile-damaged' }]);
    damaged = false;
    session.retry();
    await vi.waitFor(() => {
      expect(session.phase).toBe('open');
    });
  });

  it('knows the other profiles where its own is damaged', async () => {
    const profiles = [{ name: 'work', usedAt: 1 }];
    const fault = { code: 'profile-damaged' } as const;
    const session = await opened(
      new ScriptedApi({ status: () => ({ ...status, phase: 'locked', fault, profiles }) }),
    );
    expect([session.phase, session.problem]).toEqual(['failed', fault]);
    expect(session.status?.profiles).toEqual(profiles);
  });

  it('goes to where what is left can be saved, when an open profile turns out to be damaged', async () => {
    const session = await opened(
      new ScriptedApi({
        status: () => ({ ...status, phase: 'open' }),
        subscribe: () => 'profile-damaged',
        lock: () => null,
      }),
    );
    await vi.waitFor(() => {
      expect([session.phase, session.isDamaged]).toEqual(['locked', true]);
    });
  });

  it('applies events in order, skips old ones, and asks for everything again after a gap', async () => {
    const api = new ScriptedApi({
      status: () => status,
      subscribe: () => ({ rev: 5, snapshot: snapshot({ people: [person('bob', false)] }) }),
    });
    const session = await opened(api);
    api.say({ rev: 5, event: { type: 'person', person: person('bob', true) } });
    expect(session.person('bob')?.online).toBe(false);
    api.say({ rev: 6, event: { type: 'person', person: person('bob', true) } });
    expect(session.person('bob')?.online).toBe(true);
    expect(api.count('subscribe')).toBe(1);
    api.say({ rev: 8, event: { type: 'person', person: person('carol', true) } });
    await vi.waitFor(() => {
      expect(session.person('bob')?.online).toBe(false);
    });
    expect(api.count('subscribe')).toBe(2);
  });

  it('loses no event that arrives while the snapshot is on its way', async () => {
    const answer = Promise.withResolvers<{ rev: number; snapshot: ReturnType<typeof snapshot> }>();
    const api = new ScriptedApi({ status: () => status, subscribe: () => answer.promise });
    const session = new Session(api);
    session.start();
    await vi.waitFor(() => {
      expect(api.count('subscribe')).toBe(1);
    });
    api.say({ rev: 3, event: { type: 'person', person: person('bob', false) } });
    api.say({ rev: 4, event: { type: 'person', person: person('bob', true) } });
    answer.resolve({ rev: 3, snapshot: snapshot({ people: [person('bob', false)] }) });
    await vi.waitFor(() => {
      expect(session.person('bob')?.online).toBe(true);
    });
    expect(api.count('subscribe')).toBe(1);
  });

  it('puts pinned conversations first, then the newest, and sorts people by presence', async () => {
    const older = conversation({
      id: 'b'.repeat(64),
      title: 'older',
      activeAt: 1,
    });
    const newer = conversation({ title: 'newer', activeAt: 2 });
    const pinned = conversation({ id: 'c'.repeat(64), title: 'pinned', pinned: true });
    const session = await opened(
      new ScriptedApi({
        status: () => status,
        subscribe: () => ({
          rev: 1,
          snapshot: snapshot({
            conversations: [older, newer, pinned],
            people: [person('alice', true), person('bob', false), person('carol', true)],
          }),
        }),
      }),
    );
    expect(session.conversations.map(({ title }) => title)).toEqual(['pinned', 'newer', 'older']);
    expect(session.people.map(({ userName }) => userName)).toEqual(['carol', 'bob']);
  });

  it('opens what is loaded anew when a backup brought older messages into it', async () => {
    let brought = 0;
    const api = new ScriptedApi({
      status: () => status,
      subscribe: () => ({ rev: 1, snapshot: snapshot({ conversations: [conversation()] }) }),
      'conversation.page': (args) => history(100 + brought)['conversation.page'](args),
    });
    const session = await opened(api);
    const timeline = session.timeline(ROOM);
    await timeline.open();
    brought = 50;
    api.say({ rev: 2, event: { type: 'imported', conversations: ['b'.repeat(64)] } });
    expect(timeline.messages.at(-1)?.position).toBe(100);
    api.say({ rev: 3, event: { type: 'imported', conversations: [ROOM] } });
    await vi.waitFor(() => {
      expect([timeline.loaded, timeline.messages.at(-1)?.position]).toEqual([true, 150]);
    });
    expect([timeline.unreadAfter, timeline.hasUnseen]).toEqual([null, false]);
  });

  it('forgets messages, names and drafts when it is locked', async () => {
    const api = new ScriptedApi({
      status: () => status,
      subscribe: () => ({
        rev: 1,
        snapshot: snapshot({ conversations: [conversation()], people: [person('bob', true)] }),
      }),
      'conversation.page': () => ({ messages: [message(1)], more: false, seen: 1 }),
    });
    const session = await opened(api);
    const timeline = session.timeline(ROOM);
    session.drafts.set(ROOM, 'half a thought');
    api.say({ rev: 2, event: { type: 'locked' } });
    expect(session.phase).toBe('locked');
    expect([session.conversations, session.people, session.account, session.drafts.size]).toEqual([
      [],
      [],
      null,
      0,
    ]);
    expect(session.timeline(ROOM)).not.toBe(timeline);
  });

  it('shows that the engine is gone, and starts over when it is back', async () => {
    let phase: StatusView['phase'] = 'open';
    const api = new ScriptedApi({
      status: () => ({ ...status, phase }),
      subscribe: () => ({ rev: 1, snapshot: snapshot({ conversations: [conversation()] }) }),
    });
    const session = await opened(api);
    api.say({ channel: 'lost' });
    expect(session.engine).toBe('lost');
    phase = 'locked';
    api.say({ channel: 'restored' });
    await vi.waitFor(() => {
      expect([session.engine, session.phase]).toEqual(['runs', 'locked']);
    });
    expect(session.conversations).toEqual([]);
  });

  it('shows no title that hides or turns around what stands beside it', async () => {
    const session = await opened(
      new ScriptedApi({
        status: () => status,
        subscribe: () => ({
          rev: 1,
          snapshot: snapshot({ conversations: [conversation({ title: '\u202Egnp\u200B.x' })] }),
        }),
      }),
    );
    expect(session.conversations[0]?.title).toBe('gnp.x');
  });
});
