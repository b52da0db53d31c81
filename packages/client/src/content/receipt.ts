// How far its sender has read the log that it stands in. How far it has come stands in the authenticated data of every
// entry. A receipt speaks of its sender alone and has no words.
import { struct, uint53, type Codec } from '@hushroom/codec';

export interface ReceiptPart {
  /** The last entry that was on the sender's screen; 0: none, or the sender does not say. */
  readonly read: number;
}

export const receiptPart: Codec<ReceiptPart> = struct<ReceiptPart>({ read: uint53 });
