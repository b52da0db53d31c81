// Comparing people's keys, and judging what was found.
import type { Core } from '../core.ts';
import type { HandlersOf } from './handlers.ts';

export function personCalls(core: Core): HandlersOf<'person'> {
  const { people, pins } = core;
  return {
    'person.safety': ({ userName }) => people.safety(userName),
    'person.verify': ({ userName, digits }) => {
      people.verify(userName, digits);
      core.onJudged(userName);
      return null;
    },
    'person.unverify': ({ userName }) => {
      pins.unverify(userName);
      return null;
    },
    'person.acceptChange': ({ userName }) => {
      pins.judge(userName, false);
      core.onJudged(userName);
      return null;
    },
  };
}
