// What the lists of the sidebar show for what is typed above them.
import type { ConversationView, PersonView } from '@hushroom/ipc';
import type { Place } from '../../session/place.svelte.ts';
import type { Session } from '../../session/session.svelte.ts';

/** People in the list at once; a relay may have thousands, and a search finds the others. */
const PEOPLE_SHOWN = 200;

/** Letters as they are compared: without case, accents and width. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
}

export class Search {
  readonly #session: Session;
  text = $state('');
  readonly active = $derived(this.text.trim() !== '');
  readonly #wanted = $derived(folded(this.text.trim()));
  readonly conversations: readonly ConversationView[] = $derived.by(() =>
    this.#session.conversations.filter(({ title }) => folded(title).includes(this.#wanted)),
  );
  readonly #found: readonly PersonView[] = $derived.by(() =>
    this.#session.people.filter(({ userName }) => userName.includes(this.#wanted)),
  );
  readonly people: readonly PersonView[] = $derived(this.#found.slice(0, PEOPLE_SHOWN));
  readonly morePeople = $derived(this.#found.length - this.people.length);

  constructor(session: Session) {
    this.#session = session;
  }

  /** Opens the conversation with a person, making it if there is none. Someone who cannot be written to is shown instead. */
  async open(person: PersonView, place: Place): Promise<void> {
    const existing = this.#session.directWith(person.userName);
    if (existing !== null) {
      place.open(existing.id);
      return;
    }
    const result = await this.#session.api.call('conversation.open', { userName: person.userName });
    if (result.ok) {
      this.#session.adopt(result.value);
      place.open(result.value.id);
    } else {
      place.showPerson(person.userName);
    }
  }
}
