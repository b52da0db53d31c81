// The authenticated data of every entry: the head that its sender had processed. Readable by the relay, which knows it
// anyway, and by members even where decryption fails; signed by the sender together with the entry.
import { boolean, decode, encode, optional, struct, uint16, uint53, type Codec } from '@hushroom/codec';
import { CryptoError } from '@hushroom/crypto';
import { hash } from '@hushroom/wire';
import { readdProof, type ReaddProof } from './readd-request.ts';

const VERSION = 1;

export interface SenderHead {
  /** The last entry of this log that the sender had processed when sealing; 0 for none. */
  readonly seq: number;
  readonly transcript: Uint8Array;
  /** This commit ends the access token: the next one comes from the epoch that it makes. */
  readonly rotates: boolean;
  /** What entitles this commit to take one device out and in again. */
  readonly readd: ReaddProof | null;
}

const senderHead: Codec<SenderHead & { readonly version: number }> = struct<
  SenderHead & { readonly version: number }
>({ version: uint16, seq: uint53, transcript: hash, rotates: boolean, readd: optional(readdProof) });

export function encodeSenderHead(head: Omit<SenderHead, 'readd'> & Partial<SenderHead>): Uint8Array {
  return encode(senderHead, { readd: null, ...head, version: VERSION });
}

/** Throws a CryptoError or CodecError for anything else. */
export function decodeSenderHead(authenticatedData: Uint8Array): SenderHead {
  const { version, ...head } = decode(senderHead, authenticatedData);
  if (version !== VERSION) throw new CryptoError('malformed', 'authenticated data version');
  return head;
}
