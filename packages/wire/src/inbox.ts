// Items of a device's inbox: only that device reads them.
import { enumeration, opaque, struct, uint53, uint8, type Codec } from '@hushroom/codec';
import { deviceId } from './ids.ts';
import { INBOX_BYTES_MAX } from './limits.ts';

export type InboxKind = 'welcome' | 'readd' | 'restart';
export const inboxKind: Codec<InboxKind> = enumeration(uint8, { welcome: 1, readd: 2, restart: 3 });

export interface InboxItem {
  /** Place in the inbox, from 1, without gaps. */
  readonly seq: number;
  readonly kind: InboxKind;
  /** The device that sent it, as the relay saw it: a claim. */
  readonly sender: Uint8Array;
  readonly payload: Uint8Array;
}

export const inboxItem: Codec<InboxItem> = struct<InboxItem>({
  seq: uint53,
  kind: inboxKind,
  sender: deviceId,
  payload: opaque(INBOX_BYTES_MAX),
});
