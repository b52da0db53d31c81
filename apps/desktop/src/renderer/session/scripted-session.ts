// A session on a scripted engine, and the views that unit tests fill it with.
import type { ConversationView, PersonView, StatusView } from '@hushroom/ipc';
import { ROOM, type ScriptedApi } from './scripted-api.ts';
import { Session } from './session.svelte.ts';

export const status: StatusView = {
  phase: 'open',
  fault: null,
  profile: 'default',
  suggestedRelay: '',
  keychain: false,
  keychainWeak: false,
  version: '0.1.0',
  profiles: [],
  pick: false,
  openers: { passphrase: true, keychain: false },
  look: { theme: 'system', textSize: 100, locale: 'system' },
  shell: null,
};

export function conversation(change: Partial<ConversationView> = {}): ConversationView {
  return {
    id: ROOM,
    kind: 'room',
    title: 'garden',
    state: 'active',
    memberCount: 2,
    verifiedCount: 0,
    unread: 0,
    last: null,
    canUnsee: false,
    mentions: 0,
    draft: null,
    notices: [],
    iAmAdmin: false,
    picture: null,
    disappearAfterSeconds: 0,
    activeAt: 0,
    pinned: false,
    mutedUntil: null,
    archived: false,
    request: null,
    ...change,
  };
}

export function person(userName: string, online = false): PersonView {
  return {
    userName,
    online,
    verification: 'unverified',
    fingerprint: '00'.repeat(32),
    isMe: userName === 'alice',
    differs: false,
    unreachable: null,
    nickname: '',
    blocked: false,
  };
}

/** A session that knows which page comes first. */
export async function opened(api: ScriptedApi): Promise<Session> {
  const session = new Session(api);
  session.start();
  while (session.phase === 'starting') await new Promise((resolve) => setTimeout(resolve));
  return session;
}
