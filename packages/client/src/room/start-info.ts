// What a joiner needs beside the group itself, in an extension of the encrypted and signed GroupInfo: the access token,
// and where the adder stood in the log when making the commit. The joiner begins its transcript there, so that its
// history is comparable with everybody's from the first entry on.
import { decode, encode, struct, uint53, type Codec } from '@hushroom/codec';
import { CryptoError, type Extension } from '@hushroom/crypto';
import { accessToken, clientEntryId, hash } from '@hushroom/wire';
import { ROOM_START_EXTENSION } from './room-context.ts';

export interface StartInfo {
  readonly token: Uint8Array;
  /** The last entry that the adder had processed, and the transcript there. */
  readonly seq: number;
  readonly transcript: Uint8Array;
  /** Of the commit that adds the joiner: by it the joiner recognises the entry. */
  readonly clientEntryId: Uint8Array;
}

const startInfo: Codec<StartInfo> = struct<StartInfo>({
  token: accessToken,
  seq: uint53,
  transcript: hash,
  clientEntryId,
});

export function startExtension(info: StartInfo): Extension {
  return { extensionType: ROOM_START_EXTENSION, extensionData: encode(startInfo, info) };
}

/** Throws a CryptoError or CodecError if the welcome has none that can be read. */
export function readStart(extensions: readonly Extension[]): StartInfo {
  const found = extensions.find(({ extensionType }) => extensionType === ROOM_START_EXTENSION);
  if (found === undefined) throw new CryptoError('extension-malformed', 'no start');
  return decode(startInfo, found.extensionData);
}
