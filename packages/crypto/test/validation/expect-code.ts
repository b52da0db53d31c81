// The one way in which rejection tests look at an error: its code, and whom it concerns.
import { expect } from 'vitest';
import type { CryptoErrorCode, CryptoErrorScope } from '../../src/errors.ts';

/** Expects exactly this error, with its scope. */
export function expectCode(
  run: () => unknown,
  code: CryptoErrorCode,
  scope: CryptoErrorScope = 'shared',
): void {
  expect(run).toThrow(expect.objectContaining({ name: 'CryptoError', code, scope }));
}
