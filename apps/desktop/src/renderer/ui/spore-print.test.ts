import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HUES, sporePrint } from './spore-print.ts';

const fingerprint = (seed: number): string => createHash('sha256').update(String(seed)).digest('hex');

describe('sporePrint', () => {
  it('is the same for the same key', () => {
    expect(sporePrint(fingerprint(1))).toEqual(sporePrint(fingerprint(1)));
  });

  it('differs for nearly every other key', () => {
    const prints = Array.from({ length: 300 }, (_, seed) => JSON.stringify(sporePrint(fingerprint(seed))));
    expect(new Set(prints).size).toBeGreaterThan(290);
  });

  it('is well formed for every shape, and for a seed that is none', () => {
    for (let seed = 0; seed < 300; seed++) {
      const { hue, gills, heart } = sporePrint(fingerprint(seed));
      expect(hue).toBeLessThan(HUES);
      expect(`${gills}${heart}`).toMatch(/^[MLQAaZ0-9. -]+$/);
    }
    expect(sporePrint('').gills).not.toContain('NaN');
  });
});
