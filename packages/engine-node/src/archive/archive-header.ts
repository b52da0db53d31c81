// The beginning of an archive, the one file format for backups and snapshots: which key opens it, and what tells a wrong
// passphrase from damage. After it comes a libsodium secretstream (archive-stream.ts). Fixed layout, numbers big-endian:
//   magic 8 · version 1 · holder 1 · Argon2id memory 4, passes 1, salt 16 · proof 32 · stream header 24 · checksum 8
import { createHash, timingSafeEqual } from 'node:crypto';
import sodium from 'libsodium-wrappers-sumo';
import { ProfileError } from '../error.ts';
import {
  deriveKey,
  KDF_MEMORY_BYTES_MAX,
  KDF_PASSES_MAX,
  SALT_BYTES,
  type KdfParameters,
} from '../profile/kdf.ts';

const MAGIC = new TextEncoder().encode('Hushroom');
const VERSION = 1;
/** Who holds the key: a person with a passphrase, or the profile. */
const HOLDER = { passphrase: 1, profile: 2 } as const;
const KEY_BYTES = 32;
const STREAM_HEADER_BYTES = 24;
const CHECKSUM_BYTES = 8;
const AT = { version: 8, holder: 9, memory: 10, passes: 14, salt: 15, proof: 31, stream: 63, checksum: 87 };
export const HEADER_BYTES = AT.checksum + CHECKSUM_BYTES;

const KDF_CONTEXT = 'HushArch';
const STREAM_KEY = 1;
const PROOF_KEY = 2;

/** What opens an archive: a passphrase, or 32 bytes that the profile keeps. */
export type ArchiveSecret =
  { readonly passphrase: string; readonly parameters: KdfParameters } | { readonly key: Uint8Array };

export interface OpenedHeader {
  /** The stream's key, 32 bytes. Whoever uses it wipes it. */
  readonly streamKey: Uint8Array;
  readonly streamHeader: Uint8Array;
}

export interface NewHeader {
  /** The key for the stream, 32 bytes. Whoever uses it wipes it. */
  readonly streamKey: Uint8Array;
  /** The header's bytes, once the stream has its own. */
  finish(streamHeader: Uint8Array): Uint8Array;
}

/** Begins a new archive under a secret. */
export async function newHeader(secret: ArchiveSecret): Promise<NewHeader> {
  await sodium.ready;
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  header.set(MAGIC);
  header[AT.version] = VERSION;
  if ('passphrase' in secret) {
    header[AT.holder] = HOLDER.passphrase;
    view.setUint32(AT.memory, secret.parameters.memoryBytes);
    header[AT.passes] = secret.parameters.passes;
    crypto.getRandomValues(header.subarray(AT.salt, AT.salt + SALT_BYTES));
  } else header[AT.holder] = HOLDER.profile;
  const { streamKey, proof } = await keysOf(header, secret);
  header.set(proof, AT.proof);
  return {
    streamKey,
    finish: (streamHeader) => {
      header.set(streamHeader, AT.stream);
      header.set(checksum(header), AT.checksum);
      return header;
    },
  };
}

/**
 * Reads the header at the beginning of a file. Throws `backup-foreign` (no archive, or one of the other kind),
 * `backup-newer`, `backup-damaged`, `backup-truncated`, `passphrase-wrong`.
 */
export async function openHeader(header: Uint8Array, secret: ArchiveSecret): Promise<OpenedHeader> {
  await sodium.ready;
  if (MAGIC.some((byte, index) => header[index] !== byte)) throw new ProfileError('backup-foreign');
  // A later version may have another layout from here on.
  if ((header[AT.version] ?? 0) > VERSION) throw new ProfileError('backup-newer');
  if (header.length < HEADER_BYTES) throw new ProfileError('backup-truncated');
  // The checksum is no secret: it only tells damage from a wrong passphrase.
  const claimed = header.subarray(AT.checksum);
  if (!timingSafeEqual(checksum(header), claimed) || !isReasonable(header)) {
    throw new ProfileError('backup-damaged');
  }
  const holder = 'passphrase' in secret ? HOLDER.passphrase : HOLDER.profile;
  if (header[AT.holder] !== holder) throw new ProfileError('backup-foreign');
  const { streamKey, proof } = await keysOf(header, secret);
  if (!timingSafeEqual(proof, header.subarray(AT.proof, AT.proof + KEY_BYTES))) {
    sodium.memzero(streamKey);
    throw new ProfileError('passphrase' in secret ? 'passphrase-wrong' : 'backup-damaged');
  }
  return { streamKey, streamHeader: header.subarray(AT.stream, AT.stream + STREAM_HEADER_BYTES) };
}

/** A file from elsewhere must not make opening it take for ever. */
function isReasonable(header: Uint8Array): boolean {
  if (header[AT.version] !== VERSION) return false;
  if (header[AT.holder] === HOLDER.profile) return true;
  const { memoryBytes, passes } = kdfOf(header);
  const isWithin = memoryBytes <= KDF_MEMORY_BYTES_MAX && passes >= 1 && passes <= KDF_PASSES_MAX;
  return header[AT.holder] === HOLDER.passphrase && isWithin;
}

function kdfOf(header: Uint8Array): KdfParameters {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  return { name: 'argon2id13', memoryBytes: view.getUint32(AT.memory), passes: view.getUint8(AT.passes) };
}

async function keysOf(
  header: Uint8Array,
  secret: ArchiveSecret,
): Promise<{ readonly streamKey: Uint8Array; readonly proof: Uint8Array }> {
  const root =
    'passphrase' in secret
      ? await deriveKey({
          passphrase: secret.passphrase,
          salt: header.slice(AT.salt, AT.salt + SALT_BYTES),
          parameters: kdfOf(header),
        })
      : secret.key.slice();
  const streamKey = sodium.crypto_kdf_derive_from_key(KEY_BYTES, STREAM_KEY, KDF_CONTEXT, root);
  const proof = sodium.crypto_kdf_derive_from_key(KEY_BYTES, PROOF_KEY, KDF_CONTEXT, root);
  sodium.memzero(root);
  return { streamKey, proof };
}

function checksum(header: Uint8Array): Uint8Array {
  const hash = createHash('sha256').update(header.subarray(0, AT.checksum)).digest();
  return hash.subarray(0, CHECKSUM_BYTES);
}
