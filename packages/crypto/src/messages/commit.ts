// Commit (RFC 9420 §12.4).
import { optional, struct } from '@hushroom/codec';
import { proposalOrRefCodec, type ProposalOrRef } from './proposal.ts';
import { updatePathCodec, type UpdatePath } from './update-path.ts';
import { list } from './vector.ts';

export interface Commit {
  readonly proposals: readonly ProposalOrRef[];
  readonly path: UpdatePath | null;
}

export const commitCodec = struct<Commit>({
  proposals: list(proposalOrRefCodec),
  path: optional(updatePathCodec),
});
