import { expect, it } from 'vitest';
import { durationLabel, playTime, sizeLabel, speedLabel } from './amount.ts';

it('says sizes, speeds and times as short as they can be understood', () => {
  expect([0, 1, 999, 1_000, 640_400, 1_440_000, 2 ** 31].map(sizeLabel)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1 kB',
    '640 kB',
    '1.4 MB',
    '2.1 GB',
  ]);
  expect(speedLabel(2_500_000)).toBe('2.5 MB/s');
  expect([0.2, 59, 61, 5400].map(durationLabel)).toEqual(['1 sec', '59 sec', '2 min', '1.5 hr']);
  expect([0, 7_400, 760_000].map(playTime)).toEqual(['0:00', '0:07', '12:40']);
});
