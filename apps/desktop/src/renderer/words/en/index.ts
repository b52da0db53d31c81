// The English catalogue, which is the pattern of every other one: a language has all of its keys, or it does not compile.
import { account } from './account.ts';
import { general } from './general.ts';
import { connection } from './connection.ts';
import { conversation } from './conversation.ts';
import { errors } from './errors.ts';
import { notices } from './notices.ts';
import { people } from './people.ts';
import { room } from './room.ts';
import { sidebar } from './sidebar.ts';
import { start } from './start.ts';
import { time } from './time.ts';

export const en = {
  account,
  general,
  connection,
  conversation,
  errors,
  notices,
  people,
  room,
  sidebar,
  start,
  time,
};

/** What a language has to say. */
export type Words = typeof en;
