// People are called by their nickname in every sentence, and oneself "You".
import { expect, it } from 'vitest';
import { nameList } from './names.ts';
import { wordsForNotice } from './notices.ts';
import { words } from './words.ts';

const naming = {
  me: 'alice',
  nameOf: (userName: string): string => (userName === 'bob' ? 'Robert from the boat' : userName),
};

it('lists several, oneself last', () => {
  expect(nameList(['alice', 'bob', 'carol'], naming)).toBe('Robert from the boat, carol, and You');
});

it('calls people so in what happened to a room and in warnings about them', () => {
  const { event } = words.conversation;
  expect(event({ type: 'added', userName: 'bob' }, 'alice', naming)).toBe('You added Robert from the boat');
  expect(event({ type: 'removed', userName: 'alice' }, 'bob', naming)).toBe(
    'Robert from the boat removed you',
  );
  expect(event({ type: 'readdHeld', userName: 'bob' }, 'carol', naming)).toMatch(
    /^Robert from the boat asks/,
  );
  const notice = wordsForNotice({ code: 'identity-changed-verified', userName: 'bob' }, naming);
  expect(`${notice.title} ${notice.help}`).toContain('Robert from the boat');
});
