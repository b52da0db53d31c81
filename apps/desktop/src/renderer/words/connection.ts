// What is said about the connection to the relay.
import type { ConnectionView } from '@hushroom/ipc';
import { wordsForReason } from './errors.ts';
import { waitLabel } from './time.ts';
import { words } from './words.ts';

/** Reasons that time alone mends: the banner stays calm. Every other one needs someone to act. */
const PASSING = new Set(['relay-unreachable', 'offline', 'rate-limited', 'engine-stopped']);

export interface ConnectionWords {
  readonly tone: 'plain' | 'danger';
  readonly title: string;
  readonly help: string;
}

/** The words of the banner at `now`; null while there is nothing to say. */
export function wordsForConnection(connection: ConnectionView, now: number): ConnectionWords | null {
  if (connection.state === 'online') return null;
  const say = words.connection;
  const lasting = connection.reason !== null && !PASSING.has(connection.reason);
  const reason = connection.reason === null ? null : wordsForReason(connection.reason);
  const waiting = connection.queued === 0 ? '' : say.waiting(connection.queued);
  if (connection.state === 'connecting' && !lasting) {
    return { tone: 'plain', title: say.connecting, help: waiting };
  }
  const retry = connection.retryAt === null ? '' : say.retry(waitLabel(connection.retryAt, now));
  return {
    tone: lasting ? 'danger' : 'plain',
    title: reason?.title ?? say.offline,
    help: [lasting ? (reason?.help ?? '') : retry, waiting].filter((part) => part !== '').join(' '),
  };
}
