// A text, as it was typed: never markup.
import { struct, text, type Codec } from '@hushroom/codec';
import { TEXT_BYTES_MAX } from '@hushroom/ipc';

export interface TextPart {
  readonly text: string;
}

export const textPart: Codec<TextPart> = struct<TextPart>({ text: text(TEXT_BYTES_MAX) });
