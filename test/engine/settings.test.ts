// Settings last, reach every page, and refuse what is none.
import { parseCall } from '@hushroom/ipc';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
});

it('keeps what was changed over a restart, leaves the rest, and tells every page', async () => {
  const alice = await world.join('alice');
  const before = await alice.call('settings.read', {});
  expect(before).toMatchObject({ readReceipts: true, idleLockMinutes: 0, theme: 'system' });
  await alice.call('settings.change', { readReceipts: false, locale: 'ar' });
  const changed = { ...before, readReceipts: false, locale: 'ar' };
  expect(await alice.call('settings.change', { textSize: 150 })).toEqual({ ...changed, textSize: 150 });
  expect(alice.events.at(-1)?.event).toEqual({ type: 'settings', settings: { ...changed, textSize: 150 } });
  await alice.restart();
  expect((await alice.call('subscribe', {})).snapshot.settings).toEqual({ ...changed, textSize: 150 });
});

it.each([
  { theme: 'pink' },
  { idleLockMinutes: -1 },
  { idleLockMinutes: 1.5 },
  { textSize: 5000 },
  { locale: '../../etc' },
  { unknown: true },
  { sounds: null },
])('refuses %o', (args) => {
  expect(parseCall({ id: 1, call: 'settings.change', args })).toBeNull();
});
