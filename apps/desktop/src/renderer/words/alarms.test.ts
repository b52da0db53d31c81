import { expect, it } from 'vitest';
import { wordsForAlarm } from './alarms.ts';
import { wordsForAlike } from './notices.ts';

const naming = { me: 'alice', nameOf: (userName: string): string => `nick of ${userName}` };
const hash = '0123456789abcdef'.repeat(4);

it('shows both histories whole, in groups that can be read aloud, under the name that the user knows', () => {
  const told = wordsForAlarm(
    {
      code: 'history-differs',
      log: 'room',
      userName: 'carol',
      seq: 214,
      mine: hash,
      theirs: null,
      at: 1_700_000_000_000,
    },
    naming,
  );
  const texts = told.facts.map(({ text }) => text);
  expect(told.title).toContain('nick of carol');
  expect(texts.some((text) => text.includes('214'))).toBe(true);
  expect(told.facts.find((fact) => fact.hash)?.text.split(' ')).toEqual(
    Array.from({ length: 8 }, (_, group) => hash.slice(8 * group, 8 * group + 8)),
  );
  // A history that is not known is not shown as an empty one.
  expect(texts).toContain('Nothing at that place');
});

it('says how much is missing, and calls nothing proven that is not', () => {
  const withheld = wordsForAlarm(
    {
      code: 'messages-withheld',
      log: 'roster',
      userName: null,
      came: 4,
      shown: 7,
      since: 1_700_000_000_000,
    },
    naming,
  );
  expect(withheld.facts.map(({ text }) => text)).toContain('3 entries');
  const forked = { code: 'relay-forked', log: 'room', seq: 1, mine: hash, signed: hash, at: 0 } as const;
  const [proven, shown] = [true, false].map((proven) => wordsForAlarm({ ...forked, proven }, naming));
  expect(proven?.facts.at(-1)?.text).toMatch(/signed both/);
  expect(proven?.meaning).toMatch(/signed both/);
  expect(shown?.facts.at(-1)?.text).toMatch(/^None/);
  expect(shown?.title).not.toMatch(/signed|proof|prove/);
  expect(shown?.meaning).not.toMatch(/signed|proof|prove/);
});

it('says once what several people are the reason for, with all of their names', () => {
  const notices = ['carol', 'dave'].map((userName) => ({ code: 'history-differs', userName }) as const);
  const told = wordsForAlike('history-differs', notices, naming);
  expect(told.title).toBe('nick of carol and nick of dave show another history than the relay');
  expect(told.help).toContain('nick of carol and nick of dave');
});

it('names who says that something is missing, as somebody who may be wrong', () => {
  const late = { code: 'messages-withheld', log: 'room', came: 4, shown: 7, since: 0 } as const;
  const told = wordsForAlarm({ ...late, userName: 'carol' }, naming);
  expect(told.facts.map(({ text }) => text)).toContain('nick of carol');
  expect(told.meaning).toContain('nick of carol’s app is at fault');
  const shown = wordsForAlarm({ ...late, userName: null }, naming);
  expect(shown.facts.length).toBe(told.facts.length - 1);
});
