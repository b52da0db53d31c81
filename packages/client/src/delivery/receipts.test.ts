// Beyond so many members no receipt stands alone: what has not been said is then unknown, and not undelivered.
import { expect, it } from 'vitest';
import { everyoneTells } from './receipts.ts';

it('says of rooms up to 32 devices that everyone in them tells what has come', () => {
  const key = new Uint8Array(32);
  const member = { leafIndex: 0, userName: 'bob', accountKey: key, deviceId: key, controlKey: null };
  const room = (count: number) => ({ members: Array.from({ length: count }, () => member) });
  expect([everyoneTells(room(32)), everyoneTells(room(33))]).toEqual([true, false]);
});
