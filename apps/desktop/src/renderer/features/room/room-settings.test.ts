import { describe, expect, it } from 'vitest';
import { ROOM, ScriptedApi, snapshot } from '../../session/scripted-api.ts';
import { conversation, opened, status } from '../../session/scripted-session.ts';
import { RoomSettings } from './room-settings.svelte.ts';

async function editing(answers: ConstructorParameters<typeof ScriptedApi>[0] = {}) {
  const api = new ScriptedApi({
    status: () => status,
    subscribe: () => ({ rev: 1, snapshot: snapshot() }),
    ...answers,
  });
  const settings = new RoomSettings(await opened(api), conversation({ title: 'garden' }));
  const made = () => api.calls.filter(({ call }) => call.startsWith('room.'));
  return { settings, made };
}

describe('RoomSettings', () => {
  it('changes only what was touched', async () => {
    const { settings, made } = await editing();
    expect(settings.changed).toBe(false);
    settings.name = ' Shared garden ';
    settings.disappearAfterSeconds = 3_600;
    expect([settings.changed, await settings.save()]).toEqual([true, true]);
    expect(made()).toEqual([
      { call: 'room.rename', args: { conversation: ROOM, name: 'Shared garden' } },
      { call: 'room.settings', args: { conversation: ROOM, disappearAfterSeconds: 3_600 } },
    ]);
  });

  it('hands over a picture as base64, and stops at the first refusal', async () => {
    const { settings, made } = await editing({ 'room.setPicture': () => 'picture-unusable' });
    settings.picture = 'data:image/webp;base64,AAAA';
    settings.disappearAfterSeconds = 60;
    expect(await settings.save()).toBe(false);
    expect(made()).toEqual([{ call: 'room.setPicture', args: { conversation: ROOM, base64: 'AAAA' } }]);
    expect(settings.attempt.problem).toEqual({ code: 'picture-unusable' });
  });

  it('does not take an empty name for one', async () => {
    const { settings } = await editing();
    settings.name = '  ';
    expect(settings.changed).toBe(false);
  });
});
