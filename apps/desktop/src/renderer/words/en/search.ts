// The search of messages.
import { counting } from '../plural.ts';

const count = counting('en');

export const search = {
  title: 'Search messages',
  placeholder: 'Search messages',
  field: 'Words to search for',
  filters: 'Filters',
  inConversation: 'In',
  anyConversation: 'Any conversation',
  by: 'By',
  anyone: 'Anyone',
  when: 'When',
  anyTime: 'Any time',
  today: 'Today',
  lastDays: (days: number) => count(days, { one: 'Last day', other: 'Last # days' }),
  between: 'Between…',
  since: 'From',
  until: 'To',
  hasFile: 'Has a file',
  begin: 'Search everything you have',
  beginHelp: 'Any part of a word will do. Nothing of it leaves this computer.',
  none: 'Nothing found',
  noneHelp: 'Try fewer words or filters. Disappearing messages are never found.',
  found: (hits: number) => count(hits, { one: '# message found', other: '# messages found' }),
  more: 'Show more',
  inHere: 'Search in this conversation',
};
