// A row of the table `message`, and the engine's form of it.
import type { MessageRow } from '@hushroom/client';

export interface MessageColumns {
  readonly arrival: number;
  readonly id: string;
  readonly conversation: string;
  readonly position: number;
  readonly sender: string;
  readonly sent_at: number;
  readonly counts_unread: number;
  readonly counts_mention: number;
  readonly expires_at: number | null;
  readonly text: string;
  readonly is_searchable: number;
  readonly has_file: number;
  readonly body: Buffer;
}

export function messageRow(columns: MessageColumns): MessageRow {
  return {
    id: columns.id,
    conversation: columns.conversation,
    position: columns.position,
    from: columns.sender,
    sentAt: columns.sent_at,
    countsUnread: columns.counts_unread === 1,
    countsMention: columns.counts_mention === 1,
    expiresAt: columns.expires_at,
    text: columns.text,
    isSearchable: columns.is_searchable === 1,
    hasFile: columns.has_file === 1,
    body: bytes(columns.body),
  };
}

/** A plain view: a Buffer's own methods differ from those of a Uint8Array. */
export function bytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
