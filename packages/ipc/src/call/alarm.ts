// Alarms: what is known of them, and what can be shown to others.
import * as v from 'valibot';
import { conversationId } from '../argument.ts';
import type { AlarmView } from '../view/alarm.ts';
import type { TicketView } from './file.ts';

export const ALARM_CALLS = {
  /** What is known of the alarms that a conversation shows. */
  'alarm.explain': v.strictObject({ conversation: conversationId }),
  /** A document for others to check (evidence.ts), as text to be saved: what the relay signed of these logs and of the roster. */
  'evidence.export': v.strictObject({ conversation: conversationId }),
  /** The same behind a ticket, for a page to save. */
  'evidence.open': v.strictObject({ conversation: conversationId }),
} as const;

export interface AlarmValues {
  'alarm.explain': readonly AlarmView[];
  'evidence.export': { readonly text: string };
  'evidence.open': TicketView;
}
