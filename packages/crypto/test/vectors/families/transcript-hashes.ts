// Transcript hashes and the confirmation tag: RFC 9420 §8.2 and §6.1.
import { decode, encode } from '@hushroom/codec';
import { authenticatedContentCodec } from '../../../src/messages/framed-content.ts';
import {
  confirmationTag,
  confirmedTranscriptHash,
  interimTranscriptHash,
} from '../../../src/schedule/transcript-hash.ts';
import { Secret } from '../../../src/secret.ts';
import { fromHex, same, sameBytes, suiteFamily, toHex } from './family.ts';

interface TranscriptHashesCase {
  readonly cipher_suite: number;
  readonly confirmation_key: string;
  readonly authenticated_content: string;
  readonly interim_transcript_hash_before: string;
  readonly confirmed_transcript_hash_after: string;
  readonly interim_transcript_hash_after: string;
}

export const transcriptHashes = suiteFamily<TranscriptHashesCase>(
  'transcript-hashes',
  ['confirmation_key', 'authenticated_content'],
  (vector, suite) => {
    const commit = decode(authenticatedContentCodec, fromHex(vector.authenticated_content));
    same('content type', commit.framed.content.type, 'commit');
    sameBytes(
      'authenticated_content',
      encode(authenticatedContentCodec, commit),
      vector.authenticated_content,
    );
    const confirmed = confirmedTranscriptHash(suite, fromHex(vector.interim_transcript_hash_before), commit);
    sameBytes('confirmed_transcript_hash_after', confirmed, vector.confirmed_transcript_hash_after);
    const tag = confirmationTag(suite, Secret.of(fromHex(vector.confirmation_key)), confirmed);
    sameBytes('confirmation tag', tag, toHex(commit.auth.confirmationTag ?? new Uint8Array(0)));
    sameBytes(
      'interim_transcript_hash_after',
      interimTranscriptHash(suite, confirmed, tag),
      vector.interim_transcript_hash_after,
    );
  },
);
