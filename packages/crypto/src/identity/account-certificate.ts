// What an account says of itself in the roster: its name, its key, and the hash of the key that will succeed it.
// The next key is kept off line as recovery words. Only a change signed by it is a change of key; any other key under
// a taken name is an impostor's.
import { encode, struct, uint16, uint53, type Codec } from '@hushroom/codec';
import { CryptoError } from '../errors.ts';
import { equalBytes } from '../bytes.ts';
import { sha512 } from '../sodium.ts';
import type { SignatureKeyPair } from '../suite/signature.ts';
import { decodeCertificate, hashCodec, publicKeyCodec, signatureCodec } from './identity-fields.ts';
import { signStatement, statement, verifyStatement } from './statement.ts';
import { userNameCodec, type UserName } from './user-name.ts';

const VERSION = 1;
const LABEL = 'AccountCertificate';

interface AccountContent {
  readonly version: number;
  readonly userName: UserName;
  /** Ed25519 public key. */
  readonly accountKey: Uint8Array;
  /** {@link nextAccountKeyHash} of the key that may replace this one: 64 bytes. */
  readonly nextKeyHash: Uint8Array;
  /** The account's claim, in milliseconds since 1970. */
  readonly created: number;
}

/** An account key's statement of whose it is, signed by itself. */
export interface AccountCertificate extends AccountContent {
  readonly signature: Uint8Array;
}

const contentFields = {
  version: uint16,
  userName: userNameCodec,
  accountKey: publicKeyCodec,
  nextKeyHash: hashCodec,
  created: uint53,
};
const contentCodec: Codec<AccountContent> = struct<AccountContent>(contentFields);
const certificateCodec: Codec<AccountCertificate> = struct<AccountCertificate>({
  ...contentFields,
  signature: signatureCodec,
});

/** Makes an account's certificate. `created` in milliseconds since 1970. */
export function signAccountCertificate(input: {
  readonly userName: UserName;
  readonly accountKeys: SignatureKeyPair;
  readonly nextKeyHash: Uint8Array;
  readonly created: number;
}): AccountCertificate {
  const { userName, accountKeys, nextKeyHash, created } = input;
  const content = { version: VERSION, userName, accountKey: accountKeys.publicKey, nextKeyHash, created };
  const signature = signStatement(LABEL, encode(contentCodec, content), accountKeys.secretKey);
  return { ...content, signature };
}

/** Throws `bad-certificate` unless the version is known and the account key signed it. */
export function verifyAccountCertificate(certificate: AccountCertificate): void {
  if (certificate.version !== VERSION) throw new CryptoError('bad-certificate', 'version');
  try {
    const content = encode(contentCodec, certificate);
    verifyStatement(LABEL, content, certificate.accountKey, certificate.signature);
  } catch (cause) {
    throw new CryptoError('bad-certificate', 'signature of the account key', { cause });
  }
}

/** At most about 250 bytes. */
export function encodeAccountCertificate(certificate: AccountCertificate): Uint8Array {
  return encode(certificateCodec, certificate);
}

/** Decodes without verifying. Throws `bad-certificate`. */
export function decodeAccountCertificate(bytes: Uint8Array): AccountCertificate {
  return decodeCertificate(certificateCodec, bytes);
}

/** What an account publishes of its next key: a labelled SHA-512, from which the key cannot be told. */
export function nextAccountKeyHash(nextAccountKey: Uint8Array): Uint8Array {
  return sha512(statement('NextAccountKey', nextAccountKey));
}

/** Whether `accountKey` is the one that `certificate` announced as its successor. */
export function isAnnouncedSuccessor(certificate: AccountCertificate, accountKey: Uint8Array): boolean {
  return equalBytes(certificate.nextKeyHash, nextAccountKeyHash(accountKey));
}
