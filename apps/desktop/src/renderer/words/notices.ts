// Which words of the catalogue a notice gets, and how loud it is.
import type { Notice } from '@hushroom/ipc';
import { nameList, type Naming } from './names.ts';
import { words } from './words.ts';

export interface NoticeWords {
  /** `stop` stands where one would write; the others above the messages. */
  readonly tone: 'stop' | 'danger' | 'caution';
  readonly title: string;
  readonly help: string;
}

/** The words for a notice. */
export function wordsForNotice(notice: Notice, naming: Naming): NoticeWords {
  return wordsForAlike(notice.code, [notice], naming);
}

/** The words for all notices of one kind, of which several people can be the reason. */
export function wordsForAlike(code: Notice['code'], notices: readonly Notice[], naming: Naming): NoticeWords {
  const say = words.notices;
  const userNames = notices.flatMap((notice) => ('userName' in notice ? [notice.userName] : []));
  const who = nameList(userNames, naming);
  switch (code) {
    case 'identity-changed-verified':
      return { tone: 'stop', ...say.identityChangedVerified(who) };
    case 'key-differs':
      return { tone: 'danger', ...say.keyDiffers(who) };
    case 'identity-changed':
      return { tone: 'stop', ...say.identityChanged(who) };
    case 'history-differs':
      return { tone: 'danger', ...say.historyDiffers(who, userNames.length) };
    case 'relay-forked':
      return { tone: 'danger', ...say.relayForked };
    case 'messages-withheld':
      return { tone: 'caution', ...say.messagesWithheld };
  }
}
