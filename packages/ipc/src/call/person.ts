// People: comparing their keys, and judging what was found.
import * as v from 'valibot';
import { safetyDigits, userName } from '../argument.ts';
import type { SafetyView } from '../view/person.ts';

export const PERSON_CALLS = {
  'person.safety': v.strictObject({ userName }),
  /** Marks verified if the digits are right, else `safety-number-differs`. */
  'person.verify': v.strictObject({ userName, digits: safetyDigits }),
  'person.unverify': v.strictObject({ userName }),
  /** Takes a changed key for what it is: the person is unverified again. */
  'person.acceptChange': v.strictObject({ userName }),
} as const;

export interface PersonValues {
  'person.safety': SafetyView;
  'person.verify': null;
  'person.unverify': null;
  'person.acceptChange': null;
}
