// Explaining alarms, and exporting what can be shown to others.
import type { CallValues } from '@hushroom/ipc';
import type { Core } from '../core.ts';
import type { FileTicket } from '../files/tickets.ts';
import type { HandlersOf } from './handlers.ts';

const MEDIA_TYPE = 'application/json';
const EVIDENCE_NAME = 'hushroom-evidence.json';

export function alarmCalls(core: Core): HandlersOf<'alarm' | 'evidence'> {
  const { conversations, rooms, alarms } = core;
  return {
    'alarm.explain': ({ conversation }) => {
      conversations.get(conversation);
      return alarms.explain(rooms.ofConversation(conversation));
    },
    'evidence.export': ({ conversation }) => ({ text: evidenceText(core, conversation) }),
    'evidence.open': ({ conversation }) => evidenceTicket(core, conversation),
  };
}

function evidenceText({ conversations, rooms, alarms }: Core, conversation: string): string {
  conversations.get(conversation);
  const evidence = alarms.evidence(rooms.ofConversation(conversation));
  return `${JSON.stringify(evidence, null, 2)}\n`;
}

function evidenceTicket(core: Core, conversation: string): CallValues['evidence.open'] {
  const bytes = new TextEncoder().encode(evidenceText(core, conversation));
  const sizeBytes = bytes.length;
  const out: FileTicket = {
    direction: 'out',
    name: EVIDENCE_NAME,
    mediaType: MEDIA_TYPE,
    kind: 'file',
    sizeBytes,
    async *read() {
      yield await Promise.resolve(bytes);
    },
  };
  return { ticket: core.files.tickets.issue(out), name: EVIDENCE_NAME, mediaType: MEDIA_TYPE, sizeBytes };
}
