import type { SearchHit } from '@hushroom/ipc';
import { describe, expect, it } from 'vitest';
import { message, ROOM, ScriptedApi, snapshot } from '../../session/scripted-api.ts';
import { opened, status } from '../../session/scripted-session.ts';
import { MessageSearch } from './message-search.svelte.ts';

type Page = { hits: readonly SearchHit[]; next: number | null };

const hit = (position: number): SearchHit => ({
  message: message(position),
  excerpt: { text: `message ${position}`, matches: [], isCutBefore: false, isCutAfter: false },
});

async function searching(answer: (args: { text: string; cursor?: number }) => Page | Promise<Page>) {
  const api = new ScriptedApi({
    status: () => status,
    subscribe: () => ({ rev: 1, snapshot: snapshot() }),
    'search.messages': answer,
  });
  return { api, search: new MessageSearch(await opened(api), { text: '', conversation: null }) };
}

const positions = (search: MessageSearch) => search.hits.map(({ message: { position } }) => position);

describe('MessageSearch', () => {
  it('asks nothing while nothing is asked for', async () => {
    const { api, search } = await searching(() => ({ hits: [hit(1)], next: null }));
    search.text = '   ';
    await search.ask();
    expect([api.count('search.messages'), search.hits]).toEqual([0, []]);
  });

  it('goes past empty pages, and on from where it was when asked for more', async () => {
    const { search } = await searching(({ cursor }) => {
      if (cursor === undefined) return { hits: [], next: 90 };
      return cursor === 90 ? { hits: [hit(8)], next: 50 } : { hits: [hit(3)], next: null };
    });
    search.text = 'seed';
    await search.ask();
    expect([positions(search), search.more]).toEqual([[8], true]);
    await search.askMore();
    expect([positions(search), search.more]).toEqual([[8, 3], false]);
  });

  it('drops the answer to an older question', async () => {
    const slow = Promise.withResolvers<Page>();
    const { search } = await searching(({ text }) =>
      text === 'old' ? slow.promise : { hits: [hit(2)], next: null },
    );
    search.text = 'old';
    const first = search.ask();
    search.text = 'new';
    await search.ask();
    slow.resolve({ hits: [hit(1)], next: null });
    await first;
    expect(positions(search)).toEqual([2]);
  });

  it('takes a day with its whole length, and only the filters that are set', async () => {
    const { api, search } = await searching(() => ({ hits: [], next: null }));
    search.conversation = ROOM;
    search.period = 'between';
    search.since = '2026-03-17';
    search.until = '2026-03-17';
    await search.ask();
    expect(api.calls.at(-1)?.args).toEqual({
      text: '',
      hasFile: false,
      conversation: ROOM,
      since: new Date(2026, 2, 17).getTime(),
      until: new Date(2026, 2, 18).getTime(),
      limit: 30,
    });
  });

  it('counts today as one of the last days, and forgets dates that are not asked for', async () => {
    const { api, search } = await searching(() => ({ hits: [], next: null }));
    search.period = '7';
    search.until = '2026-03-17';
    const today = new Date();
    await search.ask();
    const since = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 6).getTime();
    expect(api.calls.at(-1)?.args).toEqual({ text: '', hasFile: false, since, limit: 30 });
  });
});
