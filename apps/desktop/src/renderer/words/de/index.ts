// The German catalogue. It addresses people as "du".
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
import type { Words } from '../en/index.ts';

export const de: Words = {
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
