import { expect, it } from 'vitest';
import { isMoved, isSameRelay, profileNameFor } from './invitation.ts';

const ID = 'a2'.repeat(26);

it('knows a relay by its id, wherever it listens', () => {
  expect(
    isSameRelay(`hushroom://relay.example:7440/#${ID}`, `hushroom://10.0.0.1/#${ID.toUpperCase()}`),
  ).toBe(true);
  expect(isSameRelay(`hushroom://relay.example/#${ID}`, `hushroom://relay.example/#${'b3'.repeat(26)}`)).toBe(
    false,
  );
  expect(isSameRelay('hushroom://relay.example/', `hushroom://Relay.Example/#${ID}`)).toBe(true);
});

it('knows when the same relay is said to listen elsewhere', () => {
  const own = `hushroom://relay.example:7440/#${ID}`;
  expect(isMoved(`hushroom://10.0.0.1/#${ID}`, own)).toBe(true);
  expect(isMoved(`hushroom://relay.example:7441/#${ID}`, own)).toBe(true);
  expect(isMoved(`hushroom://Relay.Example/#${ID.toUpperCase()}`, own)).toBe(false);
  expect(isMoved(`hushroom://10.0.0.1/#${'b3'.repeat(26)}`, own)).toBe(false);
  expect(isMoved('hushroom://10.0.0.1/', own)).toBe(false);
});

it('makes a name for a profile that none has', () => {
  const relay = `hushroom://chat.relay.example:7440/#${ID}`;
  expect(profileNameFor(relay, [])).toBe('chat-relay-example');
  expect(profileNameFor(relay, ['chat-relay-example'])).toBe('chat-relay-example-2');
  expect(profileNameFor(`hushroom://[::1]:7440/#${ID}`, [])).toBe('1');
  expect(profileNameFor(`hushroom://${'x'.repeat(60)}/#${ID}`, ['x'.repeat(32)])).toBe(`${'x'.repeat(30)}-2`);
});
