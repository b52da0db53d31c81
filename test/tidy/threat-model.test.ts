// Each "cannot" of docs/threat-model.md names the test that would fail if it were false: every test named is there.
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const model = readFileSync(new URL('../../docs/threat-model.md', import.meta.url), 'utf8');
const cannotRows = [...model.matchAll(/^\| (?!cannot |-)(?<claim>[^|]+) \| (?<shown>[^|]+) \|$/gm)].map(
  ({ groups }) => ({ claim: groups?.['claim']?.trim() ?? '', shown: groups?.['shown']?.trim() ?? '' }),
);

it('names a test that exists for everything that somebody cannot do', () => {
  expect(cannotRows.length).toBeGreaterThan(20);
  for (const { claim, shown } of cannotRows) {
    const references = [...shown.matchAll(/`(?<file>[^`]+\.ts)`: (?<title>[^;]+)/g)];
    expect(references, `${claim}: "shown by" has no test of the form \`file\`: title`).not.toHaveLength(0);
    for (const { groups } of references) {
      const path = new URL(`../../${groups?.['file'] ?? ''}`, import.meta.url);
      const title = groups?.['title']?.trim() ?? '';
      expect(existsSync(path), `${claim}: there is no ${path.pathname}`).toBe(true);
      expect(readFileSync(path, 'utf8'), `${claim}: ${groups?.['file'] ?? ''} has no such test`).toContain(
        title,
      );
    }
  }
});
