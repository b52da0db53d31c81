// What the window is told: each view whole, as it stands at that moment.
import type { ConnectionView, Snapshot } from '@hushroom/ipc';
import { formatAddress } from '@hushroom/wire';
import type { RelayPlace } from './account/relay-place.ts';
import type { Session } from './connection/session.ts';
import type { Conversations } from './conversation/conversations.ts';
import type { Settlements } from './conversation/settlements.ts';
import type { Events } from './events.ts';
import type { Outbox } from './log/outbox.ts';
import type { Rooms } from './room/rooms.ts';
import type { People } from './roster/people.ts';
import type { Roster } from './roster/roster.ts';
import type { Settings } from './settings/settings.ts';

interface AnnouncerParts {
  readonly profile: string;
  readonly relay: RelayPlace;
  readonly events: Events;
  readonly session: Session;
  readonly outbox: Outbox;
  readonly people: People;
  readonly roster: Roster;
  readonly rooms: Rooms;
  readonly conversations: Conversations;
  readonly settlements: Settlements;
  readonly settings: Settings;
}

export class Announcer {
  readonly #parts: AnnouncerParts;
  #isDamaged = false;

  constructor(parts: AnnouncerParts) {
    this.#parts = parts;
  }

  /** Everything at once. */
  snapshot(): Snapshot {
    const { people, profile, conversations, settings } = this.#parts;
    return {
      account: people.me(profile),
      connection: this.#connectionView(),
      conversations: conversations.views(),
      people: people.views(),
      settings: settings.current,
      isDamaged: this.#isDamaged,
    };
  }

  /** The database was found damaged. Said once, and to whoever comes later. */
  damaged(): void {
    if (this.#isDamaged) return;
    this.#isDamaged = true;
    this.#parts.events.emit({ type: 'damaged' });
  }

  person(userName: string): void {
    const { events, people } = this.#parts;
    events.emit({ type: 'person', person: people.view(userName) });
  }

  /** Shows a conversation as it is now; nothing where it was dropped. */
  conversation(id: string): void {
    const { events, conversations } = this.#parts;
    if (conversations.find(id) === null) return;
    events.emit({ type: 'conversation', conversation: conversations.view(id) });
  }

  conversations(): void {
    for (const { id } of this.#parts.conversations.records()) this.conversation(id);
  }

  /** Something came into conversations before what was there; nothing where there are none. */
  imported(ids: readonly string[]): void {
    if (ids.length === 0) return;
    for (const id of ids) this.conversation(id);
    this.#parts.events.emit({ type: 'imported', conversations: ids });
  }

  connection(): void {
    this.#parts.events.emit({ type: 'connection', connection: this.#connectionView() });
  }

  /** A message is another than before: shown, and told to those who wait for it. */
  message(id: string): void {
    const { events, conversations, settlements } = this.#parts;
    const message = conversations.message(id);
    if (message === null) return;
    events.emit({ type: 'message', message });
    settlements.tell(message);
  }

  /** What is known of somebody's key is another: it shows wherever the person does. */
  pin(userName: string): void {
    const { roster, rooms, conversations } = this.#parts;
    if (roster.has(userName)) this.person(userName);
    for (const { id, kind, title } of conversations.records()) {
      const isTheirs =
        kind === 'direct'
          ? title === userName
          : rooms.chosen(id)?.room.members.some((member) => member.userName === userName);
      if (isTheirs === true) this.conversation(id);
    }
  }

  #connectionView(): ConnectionView {
    const { session, relay, outbox } = this.#parts;
    const { state, reason, retryAt, relayName } = session;
    const relayAddress = formatAddress(relay.address);
    return { state, reason, retryAt, relayName, relayAddress, queued: outbox.waiting };
  }
}
