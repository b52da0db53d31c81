// Takes this account's only device off the roster, for good: signed by the account key, so that nobody else can.
import { encode } from '@hushroom/codec';
import type { Secret } from '@hushroom/crypto';
import { ed25519, wipeAll } from '@hushroom/crypto';
import { revocationStatement, rosterEntry, signContent } from '@hushroom/wire';
import type { Clock } from '../clock.ts';
import type { Session } from '../connection/session.ts';
import { EngineError } from '../engine-error.ts';
import { sameBytes } from '../hex.ts';
import type { Account } from './account.ts';

/**
 * Resolves when the relay has it. `accountSeed` is wiped. Throws `offline`, `internal` for a seed that is not the
 * account's, and what the relay refuses.
 */
export async function revokeOwnDevice(
  {
    session,
    account,
    clock,
  }: { readonly session: Session; readonly account: Account; readonly clock: Clock },
  accountSeed: Secret,
): Promise<void> {
  const keys = ed25519.keyPairFromSeed(accountSeed);
  try {
    if (session.state !== 'online') throw new EngineError('offline');
    if (!sameBytes(keys.publicKey, account.accountKey)) throw new EngineError('internal');
    const { relayId, userName, deviceId } = account;
    const created = clock.now();
    const signed = signContent('Revocation', revocationStatement, { relayId, userName, deviceId, created });
    const signature = ed25519.sign(keys.secretKey, signed);
    const entry = encode(rosterEntry, { type: 'revocation', userName, deviceId, created, signature });
    await session.request({ type: 'roster.append', entry });
  } finally {
    wipeAll([keys.secretKey, accountSeed]);
  }
}
