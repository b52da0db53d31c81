import { expect, it } from 'vitest';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { wordsForError } from './errors.ts';

it('says how long to wait and how large a picture may be', () => {
  expect(wordsForError({ code: 'passphrase-wait', detail: '8' }).help).toBe('Try again in 8 seconds.');
  expect(wordsForError({ code: 'picture-unusable', detail: '8192' }).help).toContain('at most 8192 bytes');
  expect(wordsForError({ code: 'passphrase-wait' }).help).toBe('Wait a moment, then try again.');
});

it('shows no placeholder to anybody', () => {
  expect(JSON.stringify([en.errors, de.errors])).not.toMatch(/\{\w*\}/);
});
