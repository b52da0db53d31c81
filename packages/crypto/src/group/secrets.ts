// What an application takes from an epoch for its own use.
import type { Secret } from '../secret.ts';
import { exportFrom } from '../schedule/exporter.ts';
import type { GroupState } from './state.ts';

/** RFC 9420 §8.5: a secret of `length` bytes, the same for all members of this epoch and for nobody else. */
export function exportSecret(state: GroupState, label: string, context: Uint8Array, length: number): Secret {
  return exportFrom(state.suite, state.epoch.secrets.exporterSecret, label, context, length);
}

/** RFC 9420 §8.7: equal for two members exactly if they are in the same epoch of the same group. Not secret. */
export function epochAuthenticator(state: GroupState): Uint8Array {
  return state.epoch.secrets.epochAuthenticator.use((bytes) => bytes.slice());
}
