// Files of test vectors are known by their content: how they are named says nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkFile, type FileReport } from './vector-file.ts';

function check(content: unknown): FileReport {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  try {
    const path = join(folder, 'any-name.json');
    writeFileSync(path, JSON.stringify(content));
    return checkFile(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ofAnotherSuite = {
  cipher_suite: 1,
  external_psks: [],
  key_package: '',
  signature_priv: '',
  encryption_priv: '',
  init_priv: '',
  welcome: '',
  ratchet_tree: null,
  initial_epoch_authenticator: '',
  epochs: [],
};

it('counts the runs of a passive client in a suite that we do not have as skipped', () => {
  const { family, tally, failures } = check([ofAnotherSuite, ofAnotherSuite]);
  expect({ family, tally, failures }).toEqual({
    family: 'passive-client',
    tally: { passed: 0, failed: 0, skipped: 2 },
    failures: [],
  });
});

it('counts a broken case of a suite that we have as failed', () => {
  const { tally } = check({ ...ofAnotherSuite, cipher_suite: 3 });
  expect(tally).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('names no family for what it does not know', () => {
  expect(check([{ colour: 'blue' }])).toMatchObject({ family: null, failures: [] });
});
