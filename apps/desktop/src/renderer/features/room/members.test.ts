import type { MemberView } from '@hushroom/ipc';
import { describe, expect, it } from 'vitest';
import { ROOM, ScriptedApi, snapshot } from '../../session/scripted-api.ts';
import { opened, person, status } from '../../session/scripted-session.ts';
import { Members } from './members.svelte.ts';

const member = (userName: string, change: Partial<MemberView> = {}): MemberView => ({
  userName,
  role: 'member',
  verification: 'unverified',
  online: false,
  isMe: userName === 'alice',
  agreedAt: null,
  ...change,
});

async function membersOf(
  list: readonly MemberView[],
  answers: ConstructorParameters<typeof ScriptedApi>[0] = {},
) {
  const api = new ScriptedApi({
    status: () => status,
    subscribe: () => ({
      rev: 1,
      snapshot: snapshot({ people: [person('bob'), person('carol'), person('dave')] }),
    }),
    'room.members': () => list,
    ...answers,
  });
  const members = new Members(await opened(api), ROOM);
  await members.load();
  return { api, members };
}

describe('Members', () => {
  it('offers who is not in the room', async () => {
    const { members } = await membersOf([member('alice'), member('bob'), member('carol')]);
    expect(members.others.map(({ userName }) => userName)).toEqual(['dave']);
  });

  it('knows when nobody else could look after the room', async () => {
    const alone = await membersOf([member('alice', { role: 'admin' }), member('bob')]);
    expect(alone.members.lastAdmin).toBe(true);
    const two = await membersOf([member('alice', { role: 'admin' }), member('bob', { role: 'admin' })]);
    expect(two.members.lastAdmin).toBe(false);
    const plain = await membersOf([member('alice'), member('bob', { role: 'admin' })]);
    expect(plain.members.lastAdmin).toBe(false);
  });

  it('keeps why a change was refused, and looks at the members again', async () => {
    const { api, members } = await membersOf([member('alice'), member('bob')], {
      'room.role': () => 'not-admin',
    });
    await members.setRole('bob', 'admin');
    expect(members.attempt.problem).toEqual({ code: 'not-admin' });
    expect(api.count('room.members')).toBe(2);
  });
});
