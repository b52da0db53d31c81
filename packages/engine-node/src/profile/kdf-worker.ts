// The thread that kdf.ts starts: one derivation, one answer.
import { parentPort, workerData } from 'node:worker_threads';
import sodium from 'libsodium-wrappers-sumo';
import type { KdfRequest } from './kdf.ts';

await sodium.ready;
const { passphrase, salt, parameters } = workerData as KdfRequest;
// One form of one passphrase, however the keyboard composed its letters.
const key = sodium.crypto_pwhash(
  32,
  passphrase.normalize('NFC'),
  salt,
  parameters.passes,
  parameters.memoryBytes,
  sodium.crypto_pwhash_ALG_ARGON2ID13,
);
parentPort?.postMessage(key);
