// Comparing people's keys, and judging what was found.
import type { Core } from '../core.ts';
import { EngineError } from '../engine-error.ts';
import type { Contact } from '../roster/contacts.ts';
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
    'person.differs': ({ userName }) => {
      people.differs(userName);
      core.tell.pin(userName);
      return null;
    },
    'person.unverify': ({ userName }) => {
      pins.unverify(userName);
      return null;
    },
    'person.acceptChange': ({ userName, knowingly }) => {
      // Only the user's own word goes on with somebody who was verified, or whose key was found to be another's.
      const isHard = pins.get(userName)?.verified === true || people.hasDiffered(userName);
      if (isHard && !knowingly) throw new EngineError('was-verified', userName);
      pins.judge(userName, false);
      core.onJudged(userName);
      return null;
    },
    'person.scan': ({ userName, code }) => {
      const { verdict, head } = people.scan(userName, code);
      if (verdict === 'verified') core.onJudged(userName);
      else core.tell.pin(userName);
      return { verdict, roster: head === null ? 'unknown' : core.rosterSync.compareHead(head) };
    },
    'person.block': ({ userName }) => {
      changeContact(core, userName, { blocked: true });
      core.rosterSync.forget(userName);
      return null;
    },
    'person.unblock': ({ userName }) => {
      changeContact(core, userName, { blocked: false });
      return null;
    },
    'person.nickname': ({ userName, nickname }) => {
      changeContact(core, userName, { nickname });
      return people.view(userName);
    },
  };
}

/** Throws `unknown-person`, also for oneself. */
function changeContact(core: Core, userName: string, change: Partial<Contact>): void {
  if (userName === core.account.userName || core.pins.get(userName) === null) {
    throw new EngineError('unknown-person', userName);
  }
  core.contacts.change(userName, change);
  core.tell.person(userName);
}
