// "Same history as you, up to": how it is said of a member.
import { momentLabel } from './time.ts';
import { words } from './words.ts';

/** `agreedAt` is ms since 1970; null where nothing was compared yet. */
export function agreementLabel(agreedAt: number | null, now: number): string {
  return agreedAt === null ? words.room.notCompared : words.room.agreed(momentLabel(agreedAt, now));
}
