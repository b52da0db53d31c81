// The names people are found by: short, plain and impossible to confuse with one another by script or case.
import { CodecError, text, type Codec } from '@hushroom/codec';
import { CryptoError } from '../errors.ts';

declare const userNameBrand: unique symbol;

/** A user name that follows the rules. Unique on a relay, never reused there, and not the display name. */
export type UserName = string & { readonly [userNameBrand]: true };

export const USER_NAME_LENGTH_MIN = 2;
export const USER_NAME_LENGTH_MAX = 32;

const RULES = /^[a-z0-9._-]{2,32}$/;

/** Whether `name` is 2 to 32 of: lower-case ASCII letters, digits, `.`, `_`, `-`. */
export function isUserName(name: string): name is UserName {
  return RULES.test(name);
}

/** `name` itself if it follows the rules; nothing is trimmed or folded. Throws `bad-user-name`. */
export function parseUserName(name: string): UserName {
  if (!isUserName(name)) throw new CryptoError('bad-user-name', 'a user name outside the rules');
  return name;
}

const nameText = text(USER_NAME_LENGTH_MAX);

/** A user name as `opaque<V>`. Reading any other text is `unknown-value`. */
export const userNameCodec: Codec<UserName> = {
  write: (writer, name) => {
    nameText.write(writer, name);
  },
  read: (reader) => {
    const name = nameText.read(reader);
    if (!isUserName(name)) throw new CodecError('unknown-value', 'user name');
    return name;
  },
};
