// The kinds of parts and their numbers. All other numbers are unknown to this version.
import { decode, encode, type Codec } from '@hushroom/codec';
import { attachmentPart, type AttachmentPart } from './attachment.ts';
import { deletionPart, type DeletionPart } from './deletion.ts';
import { editPart, type EditPart } from './edit.ts';
import { reactionPart, type ReactionPart } from './reaction.ts';
import { receiptPart, type ReceiptPart } from './receipt.ts';
import { textPart, type TextPart } from './text.ts';

interface Parts {
  text: TextPart;
  attachment: AttachmentPart;
  reaction: ReactionPart;
  edit: EditPart;
  deletion: DeletionPart;
  receipt: ReceiptPart;
}

export type KnownPart = { [T in keyof Parts]: { readonly type: T } & Parts[T] }[keyof Parts];

export type Part =
  | KnownPart
  /** Sealed by a newer version. */
  | { readonly type: 'unknown'; readonly kind: number };

// 7 is kept for call, 8 for room event, 9 for checkpoint.
const PARTS: { readonly [T in keyof Parts]: readonly [kind: number, codec: Codec<Parts[T]>] } = {
  text: [1, textPart],
  attachment: [2, attachmentPart],
  reaction: [3, reactionPart],
  edit: [4, editPart],
  deletion: [5, deletionPart],
  receipt: [6, receiptPart],
};

export function encodePart<T extends keyof Parts>(
  part: { readonly type: T } & Parts[T],
): {
  kind: number;
  body: Uint8Array;
} {
  const [kind, codec] = PARTS[part.type];
  return { kind, body: encode(codec, part) };
}

/** Throws CodecError for a known kind with a body that no version would send. */
export function decodePart(kind: number, body: Uint8Array): Part {
  for (const type of Object.keys(PARTS) as (keyof Parts)[]) {
    const [number, codec]: readonly [number, Codec<Parts[keyof Parts]>] = PARTS[type];
    if (number === kind) return { type, ...decode(codec, body) } as KnownPart;
  }
  return { type: 'unknown', kind };
}
