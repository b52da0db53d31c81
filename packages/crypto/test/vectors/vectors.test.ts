// The official vectors, where they lie beside the checkout.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isCipherSuiteId } from '../../src/suite/cipher-suite.ts';
import { ready } from '../../src/sodium.ts';
import { familyOf } from './families.ts';
import type { Vector } from './family.ts';

const folder = fileURLToPath(new URL('../../../../../shared/mls-vectors', import.meta.url));

await ready;

describe.runIf(existsSync(folder))('official vectors', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  it.each(files)('%s', (file) => {
    const vectors = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Vector[];
    for (const vector of vectors) {
      const family = familyOf(vector);
      expect(family, file).not.toBeNull();
      const suite = vector['cipher_suite'];
      const foreign =
        typeof suite === 'number' && !isCipherSuiteId(suite) && family?.name !== 'tree-operations';
      if (!foreign) family?.check(vector as never);
    }
  });
});

if (!existsSync(folder)) console.log(`official MLS vectors: none at ${folder}, not checked`);
