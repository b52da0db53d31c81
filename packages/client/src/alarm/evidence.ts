// Evidence against a relay, as a document that anybody can check with the relay's id alone: heads that it signed. Nothing in
// it was said by a person, and no key in it opens anything.
import { CryptoError, ed25519, ready } from '@hushroom/crypto';
import {
  EVIDENCE_FORMAT,
  EVIDENCE_VERSION,
  type Evidence,
  type EvidenceClaim,
  type EvidenceHead,
} from '@hushroom/ipc';
import { formatRelayId, head as headCodec, headKeyStatement, relayIdOf, signContent } from '@hushroom/wire';
import { fromHex, toHex } from '../hex.ts';
import { sha256 } from '../sha256.ts';
import type { KeptHead } from './signed-heads.ts';

export function evidenceOf(parts: {
  readonly relayId: Uint8Array;
  readonly made: number;
  readonly claims: readonly EvidenceClaim[];
  readonly heads: readonly KeptHead[];
}): Evidence {
  const { relayId, made, claims } = parts;
  const heads = parts.heads.map(({ head, headKey, caKey, headKeySignature }) => ({
    log: toHex(head.logId),
    seq: head.seq,
    transcript: toHex(head.transcript),
    time: head.time,
    signature: toHex(head.signature),
    headKey: toHex(headKey),
    caKey: toHex(caKey),
    headKeySignature: toHex(headKeySignature),
  }));
  return {
    format: EVIDENCE_FORMAT,
    version: EVIDENCE_VERSION,
    relayId: formatRelayId(relayId),
    made,
    claims,
    heads,
  };
}

/** Two heads that cannot both be true. */
export interface Contradiction {
  /** `forked`: one place, two histories. `stale`: a later head that ends earlier. */
  readonly kind: 'forked' | 'stale';
  readonly first: EvidenceHead;
  readonly second: EvidenceHead;
}

export interface EvidenceVerdict {
  readonly relayId: string;
  /** Heads that the relay has signed. */
  readonly signed: number;
  /** Heads in the documents that it has not: worth nothing. */
  readonly refused: number;
  readonly contradictions: readonly Contradiction[];
}

/**
 * Checks documents about one relay together: what two people exported may contradict each other where neither does by
 * itself. Documents about other relays than the first one's count as refused.
 */
export async function checkEvidence(documents: readonly [Evidence, ...Evidence[]]): Promise<EvidenceVerdict> {
  await ready;
  const { relayId } = documents[0];
  const all = documents.flatMap((document) => document.heads);
  const signed = all.filter((each) => isSigned(each, relayId));
  const byPlace = Map.groupBy(signed, ({ log }) => log);
  const contradictions = [...byPlace.values()].flatMap((heads) => contradictionsOf(heads));
  return { relayId, signed: signed.length, refused: all.length - signed.length, contradictions };
}

function contradictionsOf(heads: readonly EvidenceHead[]): Contradiction[] {
  const found: Contradiction[] = [];
  const ofSeq = new Map<number, EvidenceHead>();
  let furthest: EvidenceHead | null = null;
  for (const each of heads.toSorted((left, right) => left.time - right.time || left.seq - right.seq)) {
    const first = ofSeq.get(each.seq);
    if (first === undefined) ofSeq.set(each.seq, each);
    else if (first.transcript !== each.transcript) found.push({ kind: 'forked', first, second: each });
    if (furthest !== null && each.seq < furthest.seq && each.time > furthest.time) {
      found.push({ kind: 'stale', first: furthest, second: each });
    }
    if (furthest === null || each.seq > furthest.seq) furthest = each;
  }
  return found;
}

/** Whether the chain holds: relay id, CA key, head key, head (docs/protocol.md, sections 4 and 5). */
function isSigned(each: EvidenceHead, relayId: string): boolean {
  const caKey = fromHex(each.caKey);
  const headKey = fromHex(each.headKey);
  const id = relayIdOf(sha256, caKey);
  if (formatRelayId(id) !== relayId) return false;
  const { seq, time } = each;
  const content = { relayId: id, logId: fromHex(each.log), seq, transcript: fromHex(each.transcript), time };
  try {
    const attested = signContent('HeadKey', headKeyStatement, { relayId: id, headKey });
    ed25519.verify(caKey, attested, fromHex(each.headKeySignature));
    ed25519.verify(headKey, signContent('Head', headCodec, content), fromHex(each.signature));
    return true;
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}
