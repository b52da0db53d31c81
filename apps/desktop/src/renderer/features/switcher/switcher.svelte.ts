// What the quick switcher offers for what is typed: conversations, then people without one, then a search of messages.
import type { ConversationView, PersonView } from '@hushroom/ipc';
import { openPerson } from '../../session/open-person.ts';
import type { Place } from '../../session/place.svelte.ts';
import type { Session } from '../../session/session.svelte.ts';
import { folded } from '../../words/folded.ts';

const OFFERS_MAX = 9;

export type Offer =
  | { readonly kind: 'conversation'; readonly key: string; readonly conversation: ConversationView }
  | { readonly kind: 'person'; readonly key: string; readonly person: PersonView }
  | { readonly kind: 'search'; readonly key: string; readonly text: string };

export class Switcher {
  readonly #session: Session;
  readonly #place: Place;
  #text = $state('');
  /** Index of the offer that Enter takes. */
  active = $state(0);

  readonly offers: readonly Offer[] = $derived.by(() => {
    const wanted = folded(this.#text.trim());
    const conversations = this.#session.conversations.map((conversation): Offer => ({
      kind: 'conversation',
      key: conversation.id,
      conversation,
    }));
    const people = this.#session.people
      .filter(({ userName }) => this.#session.directWith(userName) === null)
      .map((person): Offer => ({ kind: 'person', key: person.userName, person }));
    const named = [...conversations, ...people]
      .map((offer) => ({ offer, rank: bestRank(this.#namesOf(offer), wanted) }))
      .filter(({ rank }) => rank >= 0)
      // Equal ranks keep the order of the lists.
      .sort((a, b) => a.rank - b.rank)
      .map(({ offer }) => offer)
      .slice(0, OFFERS_MAX);
    return wanted === '' ? named : [...named, { kind: 'search', key: 'search', text: this.#text.trim() }];
  });

  constructor(session: Session, place: Place) {
    this.#session = session;
    this.#place = place;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.active = 0;
  }

  /** Moves the choice, round the ends. */
  move(step: 1 | -1): void {
    this.active = (this.active + step + this.offers.length) % Math.max(this.offers.length, 1);
  }

  /** User names and the user's own names for people both lead there. */
  #namesOf(offer: Offer): readonly string[] {
    if (offer.kind === 'search') return [];
    if (offer.kind === 'person') return [offer.person.userName, this.#session.nameOf(offer.person.userName)];
    return [offer.conversation.title, this.#session.titleOf(offer.conversation)];
  }

  /** Goes where an offer leads; by default the active one. */
  async take(offer = this.offers[this.active]): Promise<void> {
    this.#place.dialog = null;
    if (offer?.kind === 'conversation') this.#place.open(offer.conversation.id);
    else if (offer?.kind === 'person') await openPerson(this.#session, this.#place, offer.person);
    else if (offer?.kind === 'search') this.#place.search(offer.text);
  }
}

function bestRank(names: readonly string[], wanted: string): number {
  const ranks = names.map((name) => rankOf(folded(name), wanted)).filter((rank) => rank >= 0);
  return ranks.length === 0 ? -1 : Math.min(...ranks);
}

/** 0 where a name begins with what is wanted, 1 where one of its words does, 2 where it is within; -1 where it is not. */
function rankOf(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0;
  if (name.split(/[\s._-]+/).some((word) => word.startsWith(wanted))) return 1;
  return name.includes(wanted) ? 2 : -1;
}
