// The English catalogue, which is the pattern of every other one: a language has all of its keys, or it does not compile.
import { account } from './account.ts';
import { alarms } from './alarms.ts';
import { composer } from './composer.ts';
import { connection } from './connection.ts';
import { conversation } from './conversation.ts';
import { data } from './data.ts';
import { emoji } from './emoji.ts';
import { errors } from './errors.ts';
import { file } from './file.ts';
import { general } from './general.ts';
import { invite } from './invite.ts';
import { keyboard } from './keyboard.ts';
import { message } from './message.ts';
import { notices } from './notices.ts';
import { notification } from './notification.ts';
import { people } from './people.ts';
import { profile } from './profile.ts';
import { recover } from './recover.ts';
import { room } from './room.ts';
import { scan } from './scan.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { sidebar } from './sidebar.ts';
import { start } from './start.ts';
import { switcher } from './switcher.ts';
import { time } from './time.ts';

export const en = {
  account,
  alarms,
  composer,
  connection,
  conversation,
  data,
  emoji,
  errors,
  file,
  general,
  invite,
  keyboard,
  message,
  notices,
  notification,
  people,
  profile,
  recover,
  room,
  scan,
  search,
  settings,
  sidebar,
  start,
  switcher,
  time,
};

/** What a language has to say. */
export type Words = typeof en;
