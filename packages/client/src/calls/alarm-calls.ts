// Explaining alarms, and exporting what can be shown to others.
import type { Core } from '../core.ts';
import type { HandlersOf } from './handlers.ts';

export function alarmCalls(core: Core): HandlersOf<'alarm' | 'evidence'> {
  const { conversations, rooms, alarms } = core;
  return {
    'alarm.explain': ({ conversation }) => {
      conversations.get(conversation);
      return alarms.explain(rooms.ofConversation(conversation));
    },
    'evidence.export': ({ conversation }) => {
      conversations.get(conversation);
      const evidence = alarms.evidence(rooms.ofConversation(conversation));
      return { text: `${JSON.stringify(evidence, null, 2)}\n` };
    },
  };
}
