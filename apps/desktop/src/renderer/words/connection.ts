// What is said about the connection to the relay.
import type { ConnectionState, ConnectionView } from '@hushroom/ipc';
import { wordsForReason } from './errors.ts';
import { waitLabel } from './time.ts';

export const CONNECTION: Readonly<Record<ConnectionState, string>> = {
  online: 'Online',
  connecting: 'Connecting',
  offline: 'Offline',
};

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
  const lasting = connection.reason !== null && !PASSING.has(connection.reason);
  const reason = connection.reason === null ? null : wordsForReason(connection.reason);
  if (connection.state === 'connecting' && !lasting) {
    return { tone: 'plain', title: 'Connecting to the relay', help: waiting(connection.queued) };
  }
  const retry = connection.retryAt === null ? '' : `Trying again ${waitLabel(connection.retryAt, now)}.`;
  return {
    tone: lasting ? 'danger' : 'plain',
    title: reason?.title ?? 'You are offline',
    help: [lasting ? (reason?.help ?? '') : retry, waiting(connection.queued)]
      .filter((words) => words !== '')
      .join(' '),
  };
}

function waiting(queued: number): string {
  if (queued === 0) return '';
  return queued === 1
    ? '1 message waits and is sent by itself.'
    : `${queued} messages wait and are sent by themselves.`;
}
