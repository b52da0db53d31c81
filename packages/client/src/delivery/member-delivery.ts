// How far one member has come in a room's log, as far as the member has said.
import { decode, encode, struct, uint53, vector, type Codec } from '@hushroom/codec';

/** Steps that are kept for each member: the times of what is older are forgotten. */
const STEPS_MAX = 32;
const STEPS_BYTES_MAX = STEPS_MAX * 16;

/** From `at` on (ms since 1970, the relay's clock) everything up to `seq` counted. */
export interface Step {
  readonly seq: number;
  readonly at: number;
}

export interface MemberDelivery {
  /** Seq of the commit that added the member; 0 where it was there before this device was. */
  readonly since: number;
  /** Everything up to here is on a device of the member's. */
  readonly delivered: number;
  /** Everything up to here was on the member's screen. */
  readonly read: number;
  /** The newest times at which something of mine was covered. */
  readonly deliveredSteps: readonly Step[];
  readonly readSteps: readonly Step[];
}

const steps = vector(struct<Step>({ seq: uint53, at: uint53 }), STEPS_BYTES_MAX);
const memberDelivery: Codec<MemberDelivery> = struct<MemberDelivery>({
  since: uint53,
  delivered: uint53,
  read: uint53,
  deliveredSteps: steps,
  readSteps: steps,
});

export function encodeMemberDelivery(value: MemberDelivery): Uint8Array {
  return encode(memberDelivery, value);
}

export function decodeMemberDelivery(value: Uint8Array): MemberDelivery {
  return decode(memberDelivery, value);
}

/** A member of whom nothing is known yet. */
export function newMember(since: number): MemberDelivery {
  return { since, delivered: 0, read: 0, deliveredSteps: [], readSteps: [] };
}

/** What an entry says of its sender. */
export interface Told {
  readonly delivered: number;
  readonly read: number;
  readonly at: number;
}

/** The member after an entry; the same object if it says nothing new. `lastOwn` is the seq of my newest message. */
export function advanced(member: MemberDelivery, told: Told, lastOwn: number): MemberDelivery {
  const isNew = told.delivered > member.delivered || told.read > member.read;
  if (!isNew) return member;
  const { at } = told;
  return {
    ...member,
    delivered: Math.max(member.delivered, told.delivered),
    read: Math.max(member.read, told.read),
    deliveredSteps: stepped(member.deliveredSteps, member.delivered, { seq: told.delivered, at }, lastOwn),
    readSteps: stepped(member.readSteps, member.read, { seq: told.read, at }, lastOwn),
  };
}

function stepped(before: readonly Step[], reached: number, step: Step, lastOwn: number): readonly Step[] {
  // Steps over what others said are of no use: only my own messages are asked about.
  if (step.seq <= reached || reached >= lastOwn) return before;
  return [...before, step].slice(-STEPS_MAX);
}

/** When a place was first covered; null if it is not, or so long ago that the time was forgotten. */
export function coveredAt(all: readonly Step[], seq: number): number | null {
  const at = all.findIndex((step) => step.seq >= seq);
  // What the oldest step that is kept covers may have been covered before.
  const isForgotten = at === 0 && all.length === STEPS_MAX;
  return at === -1 || isForgotten ? null : (all[at]?.at ?? null);
}
