// Whether something new in a conversation is announced on the desktop, and with which words. Electron's main process decides
// by it, and in a browser the page itself.
import type { ConversationView } from './view/conversation.ts';
import type { MessageLine } from './view/message.ts';
import type { NotificationContent } from './view/settings.ts';

export interface NotificationWords {
  /** Stands where neither name nor text is to be seen. */
  readonly newMessage: string;
  readonly newMessages: (count: number) => string;
  /** Somebody unknown writes. */
  readonly request: string;
  /** It came under a key that is not the one known here: nothing of it is said. */
  readonly held: string;
  readonly unreadable: string;
  readonly picture: string;
  readonly voice: string;
}

export interface NotificationText {
  readonly title: string;
  readonly body: string;
  /** Whether it can be answered in place: only where it shows who would read the answer. */
  readonly mayReply: boolean;
}

export interface NotificationCircumstances {
  readonly content: NotificationContent;
  /** The window is in front and shows this conversation. */
  readonly isWatched: boolean;
  /** Ms since 1970. */
  readonly now: number;
  /** What the user calls someone. */
  readonly nameOf: (userName: string) => string;
  readonly words: NotificationWords;
}

/** The longest text that is handed to the system, in UTF-16 units: it shows a few lines and may keep all of it. */
const BODY_CHARS_MAX = 200;

/** Null: nothing is said. `before` is the conversation as it was known; null where it is new. */
export function notificationOf(
  before: ConversationView | null,
  after: ConversationView,
  { content, isWatched, now, nameOf, words }: NotificationCircumstances,
): NotificationText | null {
  const isNew = after.unread > (before?.unread ?? 0);
  const isMuted = after.mutedUntil !== null && after.mutedUntil > now;
  if (!isNew || isMuted || isWatched) return null;
  if (content === 'nothing') return { title: 'Hushroom', body: words.newMessage, mayReply: false };
  // What a stranger wrote, and what they call a room, is not thrown onto the screen.
  if (after.request !== null)
    return { title: plain(nameOf(after.request.from)), body: words.request, mayReply: false };
  const title = plain(after.kind === 'direct' ? nameOf(after.title) : after.title);
  const mayReply = after.state === 'active' && after.notices.length === 0;
  const { last } = after;
  // Whose words they are is in question until the user has looked at the warning.
  const isDoubtful = after.notices.some(({ code }) => code.startsWith('identity-changed'));
  if (last !== null && isHeldBack(last.line)) return { title, body: words.held, mayReply: false };
  if (content === 'name' || isDoubtful) return { title, body: words.newMessages(after.unread), mayReply };
  const said = last === null || last.mine ? '' : saidOf(last.line, words);
  if (said === '') return { title, body: words.newMessages(after.unread), mayReply };
  const from = after.kind === 'room' && last !== null ? plain(nameOf(last.from)) : '';
  return { title, body: from === '' ? said : `${from}: ${said}`, mayReply };
}

/**
 * Whether what was announced of a conversation is to be withdrawn: it was read, or the newest message was taken back or has
 * disappeared. To be asked where nothing new is announced.
 */
export function endsNotification(before: ConversationView | null, after: ConversationView): boolean {
  if (after.unread === 0) return true;
  const [newest, now] = [before?.last ?? null, after.last];
  if (newest === null || now === null) return newest !== now;
  if (now.id === newest.id) return now.line.type === 'deleted';
  // What happens to a room comes after a message, and not in its place.
  return now.line.type !== 'event';
}

function isHeldBack(line: MessageLine): boolean {
  return line.type === 'unreadable' && line.code === 'identity-changed';
}

/** Empty for what is nothing that anybody said. */
function saidOf(line: MessageLine, words: NotificationWords): string {
  switch (line.type) {
    case 'text':
      return plain(line.text);
    case 'file': {
      const what = { image: words.picture, voice: words.voice, file: plain(line.name) }[line.kind];
      return line.caption === '' ? what : `${what}: ${plain(line.caption)}`;
    }
    case 'unreadable':
      return words.unreadable;
    case 'event':
    case 'deleted':
      return '';
  }
}

/** On one line, cut, and without the marks that turn the direction of what stands around them. */
function plain(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, (mark) => (mark === '\u200d' ? mark : ''));
  // A cut through the middle of a character leaves half a pair, which goes too.
  return line.length <= BODY_CHARS_MAX
    ? line
    : `${line.slice(0, BODY_CHARS_MAX - 1).replace(/\p{Cs}$/u, '')}…`;
}
