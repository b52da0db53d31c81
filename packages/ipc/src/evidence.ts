// Evidence against a relay, as the document that the app exports and the command checks: bytes in lower-case hex, times in
// ms since 1970. Nothing in it was said by a person, and no key in it opens anything.
import * as v from 'valibot';

export const EVIDENCE_FORMAT = 'hushroom-evidence';
export const EVIDENCE_VERSION = 1;

const bytes = (length: number) => v.pipe(v.string(), v.regex(/^[0-9a-f]*$/), v.length(2 * length));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A head as the relay signed it, with the chain of signatures up to the relay's id. */
const evidenceHead = v.object({
  log: bytes(32),
  seq: count,
  transcript: bytes(32),
  time: count,
  signature: bytes(64),
  headKey: bytes(32),
  caKey: bytes(32),
  headKeySignature: bytes(64),
});

/** What the device has seen that exported it: its user's word, which proves nothing to others. */
const evidenceClaim = v.object({
  code: v.picklist(['history-differs', 'relay-forked']),
  log: bytes(32),
  seq: count,
  mine: v.nullable(bytes(32)),
  theirs: v.nullable(bytes(32)),
  /** Who showed another history; null where the relay did. */
  userName: v.nullable(v.string()),
  at: count,
});

const evidence = v.object({
  format: v.literal(EVIDENCE_FORMAT),
  version: v.literal(EVIDENCE_VERSION),
  /** As in the relay's address, after the `#`. */
  relayId: v.string(),
  made: count,
  claims: v.array(evidenceClaim),
  heads: v.array(evidenceHead),
});

export type EvidenceHead = Readonly<v.InferOutput<typeof evidenceHead>>;
export type EvidenceClaim = Readonly<v.InferOutput<typeof evidenceClaim>>;
export type Evidence = Readonly<
  Omit<v.InferOutput<typeof evidence>, 'claims' | 'heads'> & {
    claims: readonly EvidenceClaim[];
    heads: readonly EvidenceHead[];
  }
>;

/** Reads a document; null for anything that is none of this version. */
export function parseEvidence(text: string): Evidence | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = v.safeParse(evidence, value);
  return parsed.success ? parsed.output : null;
}
