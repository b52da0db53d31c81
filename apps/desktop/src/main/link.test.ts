// Which links a shell takes from the system, which anyone can make it hand over.
import { expect, it } from 'vitest';
import { isLink, linkAmong } from './link.ts';

const RELAY = `hushroom://relay.example:7440/#${'a2'.repeat(26)}`;

it('finds a relay among the arguments of a second start', () => {
  expect(linkAmong(['/usr/bin/hushroom', '--profile', 'work', RELAY])).toBe(RELAY);
  expect(linkAmong(['hushroom', '--no-sandbox'])).toBeNull();
});

it.each([
  ['another scheme', 'https://relay.example/#aaaa'],
  ['no fragment to know the relay by', 'hushroom://relay.example:7440/'],
  ['a path', `hushroom://relay.example/../../etc/#aaaa`],
  ['a query', 'hushroom://relay.example/?run=1#aaaa'],
  ['a user', 'hushroom://bob@relay.example/#aaaa'],
  ['no host', 'hushroom:///#aaaa'],
  ['a line break', `${RELAY}\n--home=x`],
  ['a space', 'hushroom://relay.example/ --inspect #aaaa'],
  ['turned text', 'hushroom://\u202eelpmaxe/#aaaa'],
  ['more than any address has', `${RELAY}${'a'.repeat(600)}`],
  ['an argument that hides one', `--relay=${RELAY}`],
])('refuses %s', (_, link) => {
  expect(isLink(link)).toBe(false);
});
