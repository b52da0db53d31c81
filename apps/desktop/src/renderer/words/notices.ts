// What the user reads for each notice of a conversation: what is known, what it can mean, what to do.
import type { Notice } from '@hushroom/ipc';

export interface NoticeWords {
  /** `stop` stands where one would write; the others above the messages. */
  readonly tone: 'stop' | 'danger' | 'caution';
  readonly title: string;
  readonly help: string;
}

/** The words for a notice. */
export function wordsForNotice(notice: Notice): NoticeWords {
  switch (notice.code) {
    case 'identity-changed-verified':
      return {
        tone: 'stop',
        title: `${notice.userName} has a different key now`,
        help: `You verified ${notice.userName} before, and this is not that key. They may have set up Hushroom anew, or someone is pretending to be them. Nothing is sent until you decide.`,
      };
    case 'identity-changed':
      return {
        tone: 'stop',
        title: `${notice.userName} has a different key now`,
        help: `This happens when someone sets up Hushroom anew. It also happens when someone pretends to be them. Comparing safety numbers tells which.`,
      };
    case 'history-differs':
      return {
        tone: 'danger',
        title: `${notice.userName} and the relay show different histories`,
        help: `One of them has messages here that the other does not. Ask ${notice.userName} by another way what they see. New messages from that side are not accepted.`,
      };
    case 'relay-forked':
      return {
        tone: 'danger',
        title: 'The relay signed two different histories',
        help: 'It shows different people different messages, and there is proof of it. Do not rely on this relay; tell the others by another way.',
      };
    case 'messages-withheld':
      return {
        tone: 'caution',
        title: 'The relay holds messages back',
        help: 'Others have seen newer messages here, and the relay has not delivered them. If this stays, ask the others by another way.',
      };
  }
}
