// Finding the secrets behind PreSharedKeyIDs (RFC 9420 §8.4): resumption secrets of this group are in its state, all
// others the application looks up.
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import type { PreSharedKeyId, Psk } from '../messages/pre-shared-key.ts';
import type { Secret } from '../secret.ts';
import type { IdentifiedPsk } from '../schedule/psk-secret.ts';
import type { GroupState } from './state.ts';

/** The application's pre-shared keys: returns a key that stays its own, or `null` if it has none by that id. */
export type FindPsk = (psk: Psk) => Secret | null;

export const noPsks: FindPsk = () => null;

/** The resumption secret of one of the epochs that a group still remembers, or `null` (RFC 9420 §8.6). */
export function resumptionPsk(state: GroupState, epoch: bigint): Secret | null {
  if (epoch === state.epoch.context.epoch) return state.epoch.secrets.resumptionPsk;
  return state.pastEpochs.find((past) => past.epoch === epoch)?.resumptionPsk ?? null;
}

/** Looks in a group's own epochs first. */
export function findPskWith(state: GroupState, find: FindPsk): FindPsk {
  return (psk) => {
    if (psk.type === 'resumption' && equalBytes(psk.pskGroupId, state.epoch.context.groupId)) {
      const own = resumptionPsk(state, psk.pskEpoch);
      if (own !== null) return own;
    }
    return find(psk);
  };
}

/** RFC 9420 §12.4.2: every PSK is at hand. Throws `psk-unavailable` with scope `own`. */
export function identifyPsks(ids: readonly PreSharedKeyId[], find: FindPsk): IdentifiedPsk[] {
  return ids.map((id) => {
    const psk = find(id.psk);
    if (psk === null) throw new CryptoError('psk-unavailable', id.psk.type, { scope: 'own' });
    return { id, psk };
  });
}
