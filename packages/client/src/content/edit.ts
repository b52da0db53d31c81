// New words in the place of a message's old ones. The mentions in them are an extension of the same content.
import { struct, text, type Codec } from '@hushroom/codec';
import { TEXT_BYTES_MAX } from '@hushroom/ipc';
import { target } from './target.ts';

export interface EditPart {
  readonly target: string;
  readonly text: string;
}

export const editPart: Codec<EditPart> = struct<EditPart>({ target, text: text(TEXT_BYTES_MAX) });
