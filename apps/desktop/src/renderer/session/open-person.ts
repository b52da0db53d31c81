// The way from a person to the conversation with them.
import type { PersonView } from '@hushroom/ipc';
import type { Place } from './place.svelte.ts';
import type { Session } from './session.svelte.ts';

/** Opens the conversation with a person, making it if there is none. Someone who cannot be written to is shown instead. */
export async function openPerson(session: Session, place: Place, person: PersonView): Promise<void> {
  const existing = session.directWith(person.userName);
  if (existing !== null) {
    place.open(existing.id);
    return;
  }
  const result = await session.api.call('conversation.open', { userName: person.userName });
  if (result.ok) {
    session.adopt(result.value);
    place.open(result.value.id);
  } else {
    place.showPerson(person.userName);
  }
}
