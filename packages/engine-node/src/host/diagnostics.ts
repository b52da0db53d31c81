// What may be sent to somebody who helps: versions, states, counts and codes. No name, no address, no text, no id.
import { arch, platform, release } from 'node:os';
import type { DataView, Snapshot } from '@hushroom/ipc';

/** Of the newest lines of the log. */
export const LOG_LINES = 20;

export interface DiagnosticsInput {
  readonly version: string;
  readonly phase: string;
  readonly data: DataView;
  /** Null while the profile is closed. */
  readonly snapshot: Snapshot | null;
  readonly log: readonly string[];
}

/** As plain text, to be read before it is sent. */
export function diagnosticsText({ version, phase, data, snapshot, log }: DiagnosticsInput): string {
  const lines = [
    `Hushroom ${version}`,
    `Node ${process.versions.node}, SQLite addon interface ${process.versions.napi}`,
    `${platform()} ${release()} ${arch()}`,
    `profile: ${phase}`,
    ...data.parts.map(({ part, bytes }) => `${part}: ${bytes} bytes`),
  ];
  if (snapshot !== null) {
    const { connection, conversations, people } = snapshot;
    const codes = conversations.flatMap(({ notices }) => notices.map(({ code }) => code));
    lines.push(
      `connection: ${connection.state}, ${connection.reason ?? 'no error'}, ${connection.queued} queued`,
      `conversations: ${conversations.length}, people: ${people.length}`,
      `notices: ${[...new Set(codes)].join(', ') || 'none'}`,
    );
  }
  return [...lines, 'faults:', ...(log.length === 0 ? ['none'] : log)].join('\n');
}
