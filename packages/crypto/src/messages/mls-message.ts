// MLSMessage (RFC 9420 §6): the outermost structure, one of five wire formats.
import { enumeration, select, struct, uint16, type Codec, type Of } from '@hushroom/codec';
import { WIRE_FORMAT } from './framed-content.ts';
import { MLS10 } from './group-context.ts';
import { groupInfoCodec, type GroupInfo } from './group-info.ts';
import { keyPackageCodec, type KeyPackage } from './key-package.ts';
import { privateMessageCodec, type PrivateMessage } from './private-message.ts';
import { publicMessageCodec, type PublicMessage } from './public-message.ts';
import { welcomeCodec, type Welcome } from './welcome.ts';

const versionCodec = enumeration<'mls10'>(uint16, { mls10: MLS10 });

const bodyCodec = select<{
  publicMessage: { readonly publicMessage: PublicMessage };
  privateMessage: { readonly privateMessage: PrivateMessage };
  welcome: { readonly welcome: Welcome };
  groupInfo: { readonly groupInfo: GroupInfo };
  keyPackage: { readonly keyPackage: KeyPackage };
}>(uint16, {
  publicMessage: [WIRE_FORMAT.publicMessage, struct({ publicMessage: publicMessageCodec })],
  privateMessage: [WIRE_FORMAT.privateMessage, struct({ privateMessage: privateMessageCodec })],
  welcome: [WIRE_FORMAT.welcome, struct({ welcome: welcomeCodec })],
  groupInfo: [WIRE_FORMAT.groupInfo, struct({ groupInfo: groupInfoCodec })],
  keyPackage: [WIRE_FORMAT.keyPackage, struct({ keyPackage: keyPackageCodec })],
});

/** A message of version `mls10`, told apart by `type`. Other versions are refused by the decoder. */
export type MlsMessage = Of<typeof bodyCodec>;

export const mlsMessageCodec: Codec<MlsMessage> = {
  write: (writer, message) => {
    versionCodec.write(writer, 'mls10');
    bodyCodec.write(writer, message);
  },
  read: (reader) => {
    versionCodec.read(reader);
    return bodyCodec.read(reader);
  },
};
