// Which names an account may have: what people can read aloud and cannot confuse by script or case.
import { RelayError } from '@hushroom/wire';

const USER_NAME = /^[a-z0-9._-]{2,32}$/;

/** Throws `name-invalid` unless the name has 2 to 32 lower-case ASCII letters, digits, `.`, `_` or `-`. */
export function checkUserName(userName: string): void {
  if (!USER_NAME.test(userName)) throw new RelayError('name-invalid');
}
