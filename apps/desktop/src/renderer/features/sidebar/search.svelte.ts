// What the lists of the sidebar show for what is typed above them.
import type { ConversationView, PersonView } from '@hushroom/ipc';
import type { Session } from '../../session/session.svelte.ts';
import { isCalled } from '../../words/folded.ts';

/** People in the list at once; a relay may have thousands, and a search finds the others. */
const PEOPLE_SHOWN = 200;

export class Search {
  readonly #session: Session;
  text = $state('');
  readonly active = $derived(this.text.trim() !== '');
  readonly #named: readonly ConversationView[] = $derived.by(() =>
    this.#session.conversations.filter((view) =>
      isCalled(this.text, view.title, this.#session.titleOf(view)),
    ),
  );
  /** Without those that were put away, unless a name is searched for. */
  readonly conversations: readonly ConversationView[] = $derived(
    this.active ? this.#named : this.#named.filter(({ archived, request }) => !archived && request === null),
  );
  /** Of people whom one does not know. */
  readonly requests: readonly ConversationView[] = $derived(
    this.active ? [] : this.#named.filter(({ request }) => request !== null),
  );
  readonly archived: readonly ConversationView[] = $derived(
    this.active ? [] : this.#named.filter(({ archived, request }) => archived && request === null),
  );
  readonly #found: readonly PersonView[] = $derived.by(() =>
    this.#session.people.filter(({ userName, nickname }) => isCalled(this.text, userName, nickname)),
  );
  readonly people: readonly PersonView[] = $derived(this.#found.slice(0, PEOPLE_SHOWN));
  readonly morePeople = $derived(this.#found.length - this.people.length);

  constructor(session: Session) {
    this.#session = session;
  }
}
