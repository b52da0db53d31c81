import assert from 'node:assert/strict';
import { decode } from '@hushroom/codec';
import { authenticatedContentCodec } from '../../src/messages/framed-content.ts';
import {
  confirmationTag,
  confirmedTranscriptHash,
  interimTranscriptHash,
} from '../../src/schedule/transcript-hash.ts';
import { toHex, hex, secret, suiteOf, type VectorFamily } from './family.ts';

interface TranscriptHashesVector {
  cipher_suite: number;
  confirmation_key: string;
  authenticated_content: string;
  interim_transcript_hash_before: string;
  confirmed_transcript_hash_after: string;
  interim_transcript_hash_after: string;
}

export const transcriptHashes: VectorFamily = {
  name: 'transcript-hashes',
  fields: ['confirmation_key', 'authenticated_content', 'interim_transcript_hash_before'],
  check(vector: TranscriptHashesVector) {
    const suite = suiteOf(vector);
    const commit = decode(authenticatedContentCodec, hex(vector.authenticated_content));
    const confirmed = confirmedTranscriptHash(suite, hex(vector.interim_transcript_hash_before), commit);
    assert.equal(toHex(confirmed), vector.confirmed_transcript_hash_after);
    const tag = confirmationTag(suite, secret(vector.confirmation_key), confirmed);
    assert.equal(toHex(tag), toHex(commit.auth.confirmationTag ?? tag));
    assert.equal(toHex(interimTranscriptHash(suite, confirmed, tag)), vector.interim_transcript_hash_after);
  },
};
