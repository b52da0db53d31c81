// Which words of the catalogue a notice gets, and how loud it is.
import type { Notice } from '@hushroom/ipc';
import { words } from './words.ts';

export interface NoticeWords {
  /** `stop` stands where one would write; the others above the messages. */
  readonly tone: 'stop' | 'danger' | 'caution';
  readonly title: string;
  readonly help: string;
}

/** The words for a notice. */
export function wordsForNotice(notice: Notice): NoticeWords {
  const say = words.notices;
  switch (notice.code) {
    case 'identity-changed-verified':
      return { tone: 'stop', ...say.identityChangedVerified(notice.userName) };
    case 'identity-changed':
      return { tone: 'stop', ...say.identityChanged(notice.userName) };
    case 'history-differs':
      return { tone: 'danger', ...say.historyDiffers(notice.userName) };
    case 'relay-forked':
      return { tone: 'danger', ...say.relayForked };
    case 'messages-withheld':
      return { tone: 'caution', ...say.messagesWithheld };
  }
}
