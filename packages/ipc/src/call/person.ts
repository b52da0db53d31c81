// People: comparing their keys, and judging what was found.
import * as v from 'valibot';
import { nickname, safetyCode, safetyDigits, userName } from '../argument.ts';
import type { PersonView, SafetyView, ScanView } from '../view/person.ts';

export const PERSON_CALLS = {
  'person.safety': v.strictObject({ userName }),
  /** Marks verified if the digits are right, else `safety-number-differs`. */
  'person.verify': v.strictObject({ userName, digits: safetyDigits }),
  /** The user compared and found another number: it stays known of the key in question. Takes no mark away. */
  'person.differs': v.strictObject({ userName }),
  'person.unverify': v.strictObject({ userName }),
  /** Takes a changed key for what it is: the person is unverified again. Where they were verified only if `knowingly`, else `was-verified`. */
  'person.acceptChange': v.strictObject({ userName, knowingly: v.optional(v.boolean(), false) }),
  /** The text of the code on the other's screen: marks verified where it says what is known here. Throws `safety-code-malformed`. */
  'person.scan': v.strictObject({ userName, code: safetyCode }),
  /** Direct messages and invitations of this person are dropped; what they write in rooms does not count as unread. */
  'person.block': v.strictObject({ userName }),
  'person.unblock': v.strictObject({ userName }),
  /** A name for this person that only this profile knows; empty takes it away. */
  'person.nickname': v.strictObject({ userName, nickname }),
} as const;

export interface PersonValues {
  'person.safety': SafetyView;
  'person.verify': null;
  'person.differs': null;
  'person.unverify': null;
  'person.acceptChange': null;
  'person.scan': ScanView;
  'person.block': null;
  'person.unblock': null;
  'person.nickname': PersonView;
}
