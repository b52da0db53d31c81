// PublicMessage (RFC 9420 §6.2): signed, authenticated as from a member, and readable by anyone.
import { Writer, type Codec } from '@hushroom/codec';
import { authDataCodec, framedContentCodec, type AuthData, type FramedContent } from './framed-content.ts';
import { bytes } from './vector.ts';

export interface PublicMessage {
  readonly framed: FramedContent;
  readonly auth: AuthData;
  /** There for messages of members and only for them. */
  readonly membershipTag: Uint8Array | null;
}

export const publicMessageCodec: Codec<PublicMessage> = {
  write: (writer, { framed, auth, membershipTag }) => {
    framedContentCodec.write(writer, framed);
    authDataCodec(framed.content.type).write(writer, auth);
    if (framed.sender.type !== 'member') return;
    if (membershipTag === null) throw new TypeError('a public message of a member carries a membership tag');
    bytes.write(writer, membershipTag);
  },
  read: (reader) => {
    const framed = framedContentCodec.read(reader);
    const auth = authDataCodec(framed.content.type).read(reader);
    return { framed, auth, membershipTag: framed.sender.type === 'member' ? bytes.read(reader) : null };
  },
};

/** Encodes AuthenticatedContentTBM: the signed bytes followed by the authentication, which the membership tag covers. */
export function encodeAuthenticatedContentTbm(tbs: Uint8Array, { framed, auth }: PublicMessage): Uint8Array {
  const writer = new Writer();
  writer.bytes(tbs);
  authDataCodec(framed.content.type).write(writer, auth);
  return writer.finish();
}
