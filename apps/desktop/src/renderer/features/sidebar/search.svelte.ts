// What the lists of the sidebar show for what is typed above them.
import type { ConversationView, PersonView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';
import { folded } from '../../words/folded.ts';

/** People in the list at once; a relay may have thousands, and a search finds the others. */
const PEOPLE_SHOWN = 200;

export class Search {
  readonly #session: Session;
  text = $state('');
  readonly active = $derived(this.text.trim() !== '');
  readonly #wanted = $derived(folded(this.text.trim()));
  readonly #named: readonly ConversationView[] = $derived.by(() =>
    this.#session.conversations.filter(({ title }) => folded(title).includes(this.#wanted)),
  );
  /** Without those that were put away, unless a name is searched for. */
  readonly conversations: readonly ConversationView[] = $derived(
    this.active ? this.#named : this.#named.filter(({ archived }) => !archived),
  );
  readonly archived: readonly ConversationView[] = $derived(
    this.active ? [] : this.#named.filter(({ archived }) => archived),
  );
  readonly #found: readonly PersonView[] = $derived.by(() =>
    this.#session.people.filter(({ userName }) => userName.includes(this.#wanted)),
  );
  readonly people: readonly PersonView[] = $derived(this.#found.slice(0, PEOPLE_SHOWN));
  readonly morePeople = $derived(this.#found.length - this.people.length);

  constructor(session: Session) {
    this.#session = session;
  }
}
