// Which words of the catalogue a notice gets, and how loud it is.
import type { Notice } from '@hushroom/ipc';
import type { Naming } from './names.ts';
import { words } from './words.ts';

export interface NoticeWords {
  /** `stop` stands where one would write; the others above the messages. */
  readonly tone: 'stop' | 'danger' | 'caution';
  readonly title: string;
  readonly help: string;
}

/** What tells the notices of one conversation apart: several people can be the reason for one each. */
export function noticeKey(notice: Notice): string {
  return 'userName' in notice ? `${notice.code}/${notice.userName}` : notice.code;
}

/** The words for a notice. */
export function wordsForNotice(notice: Notice, naming: Naming): NoticeWords {
  const say = words.notices;
  switch (notice.code) {
    case 'identity-changed-verified':
      return { tone: 'stop', ...say.identityChangedVerified(naming.nameOf(notice.userName)) };
    case 'identity-changed':
      return { tone: 'stop', ...say.identityChanged(naming.nameOf(notice.userName)) };
    case 'history-differs':
      return { tone: 'danger', ...say.historyDiffers(naming.nameOf(notice.userName)) };
    case 'relay-forked':
      return { tone: 'danger', ...say.relayForked };
    case 'messages-withheld':
      return { tone: 'caution', ...say.messagesWithheld };
  }
}
