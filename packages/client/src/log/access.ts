// Access to a room's log: the token that an epoch gives, and the statement by which an admin ends it.
import { ed25519, exportSecret, Secret, type ExportNext, type GroupState } from '@hushroom/crypto';
import {
  accessHash,
  accessRotationStatement,
  signContent,
  TOKEN_BYTES,
  type AccessRotation,
} from '@hushroom/wire';
import { sha256 } from '../sha256.ts';

const EXPORTER_LABEL = 'hushroom access';

/** The access token of a group's present epoch (RFC 9420 §8.5): 32 bytes. */
export function accessTokenOf(state: GroupState, logId: Uint8Array): Uint8Array {
  return exportAccessToken((label, context, length) => exportSecret(state, label, context, length), logId);
}

/** The same from any epoch's exporter. */
export function exportAccessToken(exporter: ExportNext, logId: Uint8Array): Uint8Array {
  const exported = exporter(EXPORTER_LABEL, logId, TOKEN_BYTES);
  const token = exported.use((bytes) => bytes.slice());
  exported.wipe();
  return token;
}

/** What the relay is told of a token. */
export function accessHashOf(logId: Uint8Array, token: Uint8Array): Uint8Array {
  return accessHash(sha256, { logId, token });
}

/** The public control key of a seed. */
export function controlKeyOf(seed: Uint8Array): Uint8Array {
  const secret = Secret.of(seed.slice());
  const { publicKey, secretKey } = ed25519.keyPairFromSeed(secret);
  secret.wipe();
  secretKey.wipe();
  return publicKey;
}

/** Signs the end of the present token: `commit` makes the epoch that gives `nextToken`. */
export function signRotation(input: {
  readonly relayId: Uint8Array;
  readonly logId: Uint8Array;
  readonly commit: Uint8Array;
  readonly nextToken: Uint8Array;
  readonly controlSeed: Uint8Array;
  /** The log's control keys from here on; null: as they are. */
  readonly controlKeys: readonly Uint8Array[] | null;
}): AccessRotation {
  const { relayId, logId, commit, nextToken, controlSeed, controlKeys } = input;
  const seed = Secret.of(controlSeed.slice());
  const { publicKey: controlKey, secretKey } = ed25519.keyPairFromSeed(seed);
  const nextAccessHash = accessHashOf(logId, nextToken);
  const statement = { relayId, logId, commit: sha256(commit), nextAccessHash, controlKeys };
  const signed = signContent('AccessRotation', accessRotationStatement, statement);
  const signature = ed25519.sign(secretKey, signed);
  seed.wipe();
  secretKey.wipe();
  return { nextAccessHash, controlKeys, controlKey, signature };
}
