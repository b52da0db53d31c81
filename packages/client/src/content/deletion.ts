// An author takes a message back. Whoever follows the protocol forgets its words; nobody can be made to.
import { struct, type Codec } from '@hushroom/codec';
import { target } from './target.ts';

export interface DeletionPart {
  readonly target: string;
}

export const deletionPart: Codec<DeletionPart> = struct<DeletionPart>({ target });
