import { expect, it } from 'vitest';
import { shellWords } from './words.ts';

it('speaks the language of the profile, or of the computer', () => {
  expect(shellWords('system', 'de-AT').newMessage).toBe('Neue Nachricht');
  expect(shellWords('en', 'de-AT').newMessage).toBe('New message');
});
