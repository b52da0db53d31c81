// The parts of a running engine and the flows between them: what the relay pushes goes to who keeps it, what changes there
// becomes events. Calls come in through engine.ts.
import type { EventMessage } from '@hushroom/ipc';
import { groupSecrets, wipeAll } from '@hushroom/crypto';
import { RelayError, type Push } from '@hushroom/wire';
import type { Account } from './account/account.ts';
import { RelayPlace } from './account/relay-place.ts';
import { Alarms } from './alarm/alarms.ts';
import { Announcer } from './announcer.ts';
import type { Clock, Random } from './clock.ts';
import type { Greeting } from './connection/greeting.ts';
import { Session } from './connection/session.ts';
import { Conversations } from './conversation/conversations.ts';
import { suspects, type ViewParts } from './conversation/conversation-view.ts';
import { isHeard, mayReveal, takesPart } from './conversation/revealing.ts';
import { Soon } from './conversation/soon.ts';
import { Disappearance } from './conversation/disappearance.ts';
import { Settlements } from './conversation/settlements.ts';
import { Writing } from './conversation/writing.ts';
import { Deliveries } from './delivery/deliveries.ts';
import { Events } from './events.ts';
import { forgetGone } from './gone.ts';
import { Outbox } from './log/outbox.ts';
import { takePush } from './push.ts';
import { KeyPackages } from './roster/key-packages.ts';
import { People } from './roster/people.ts';
import { Contacts } from './roster/contacts.ts';
import { Pins } from './roster/pins.ts';
import { RosterSync } from './roster/roster-sync.ts';
import { Roster } from './roster/roster.ts';
import { DirectStarter } from './room/direct-starter.ts';
import { Inbox } from './room/inbox.ts';
import { isOut, Welcomes } from './room/welcomes.ts';
import { Readds } from './room/readds.ts';
import { RoomDriver } from './room/room-driver.ts';
import { Rooms } from './room/rooms.ts';
import { SharedHeads } from './room/shared-heads.ts';
import type { Room, RoomNews, RoomParts } from './room/room.ts';
import { Settings } from './settings/settings.ts';
import type { FileParts } from './files/files-parts.ts';
import { openFiles } from './files/open-files.ts';
import type { Storage } from './storage.ts';
import { Typing } from './typing/typing.ts';
import type { Transport } from './transport.ts';

export interface CoreParts {
  readonly storage: Storage;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly files: FileParts;
  readonly profile: string;
  readonly onEvent: (message: EventMessage) => void;
}

export class Core {
  readonly account: Account;
  readonly relay: RelayPlace;
  readonly events: Events;
  readonly settings: Settings;
  readonly pins: Pins;
  readonly contacts: Contacts;
  readonly roster: Roster;
  readonly session: Session;
  readonly people: People;
  readonly rooms: Rooms;
  readonly conversations: Conversations;
  readonly writing: Writing;
  readonly files: ReturnType<typeof openFiles>;
  readonly disappearance: Disappearance;
  readonly typing: Typing;
  readonly readds: Readds;
  readonly settlements = new Settlements();
  readonly tell: Announcer;
  readonly alarms: Alarms;
  readonly rosterSync: RosterSync;
  readonly roomParts: RoomParts;
  readonly #parts: CoreParts;
  readonly #outbox: Outbox;
  readonly #inbox: Inbox;
  readonly #welcomes: Welcomes;
  readonly #keyPackages: KeyPackages;
  readonly #starter: DirectStarter;
  readonly #sharedHeads: SharedHeads;
  readonly #soon: Soon;
  #greeting: Greeting | null = null;
  #stopped = false;

  constructor(parts: CoreParts, account: Account) {
    this.#parts = parts;
    this.account = account;
    const { storage, clock, random } = parts;
    this.relay = new RelayPlace(storage, account);
    this.events = new Events((message) => {
      parts.onEvent(message);
      forgetGone(this, message.event);
    });
    this.settings = new Settings(storage, (settings) => {
      this.events.emit({ type: 'settings', settings });
    });
    this.pins = new Pins(storage, (userName) => {
      this.tell.pin(userName);
    });
    this.#soon = new Soon(clock, (ids) => {
      this.#showSoon(ids);
    });
    this.contacts = new Contacts(storage);
    this.disappearance = new Disappearance(parts, {
      onGone: (conversation, ids) => {
        this.events.emit({ type: 'messages-gone', conversation, ids });
        this.tell.conversation(conversation);
      },
      onFault: (error) => {
        this.session.dropFor(error);
      },
    });
    this.roster = new Roster(storage, account.relayId, this.pins);
    this.#outbox = new Outbox(storage);
    this.session = new Session(
      parts,
      { ...account, relay: this.relay },
      {
        onAuthenticated: (greeting) => this.#synchronise(greeting),
        onPush: (push) => {
          this.#take(push);
        },
        onChange: () => {
          this.tell.connection();
        },
        onLost: () => {
          this.#onLost();
        },
      },
    );
    this.typing = new Typing(this.session, {
      isOn: (room) => this.settings.current.typing && mayReveal(this, room),
      onTyping: (conversation, userName, until) => {
        this.events.emit({ type: 'typing', conversation, userName, until });
      },
    });
    this.rosterSync = new RosterSync(this.session, this.roster, clock, {
      onPeople: (userNames) => {
        for (const userName of userNames) this.#onPerson(userName);
      },
      onChange: () => {
        this.tell.conversations();
      },
    });
    this.alarms = new Alarms({ storage, clock, account, roster: this.roster, rosterSync: this.rosterSync });
    this.people = new People(
      { account, pins: this.pins, contacts: this.contacts, roster: this.roster, storage },
      (userName) => this.rosterSync.isOnline(userName),
    );
    this.roomParts = {
      storage,
      clock,
      random,
      account,
      pins: this.pins,
      contacts: this.contacts,
      outbox: this.#outbox,
      deliveries: new Deliveries(),
      roomOf: (id) => this.rooms.get(id)?.room ?? null,
    };
    this.rooms = new Rooms(this.roomParts, (room) => this.#drive(room));
    this.files = openFiles(this, parts.files);
    const viewParts: ViewParts = {
      ...this.roomParts,
      files: this.files,
      rooms: this.rooms,
      roster: this.roster,
      settings: this.settings,
      isOnline: (userName) => this.rosterSync.isOnline(userName),
      hasDiffered: (userName) => this.people.hasDiffered(userName),
      relayNotices: () => this.rosterSync.notices,
    };
    this.conversations = new Conversations(viewParts);
    this.#sharedHeads = new SharedHeads({ ...viewParts, conversations: this.conversations });
    this.writing = new Writing(viewParts);
    this.#welcomes = new Welcomes({
      ...this.roomParts,
      rooms: this.rooms,
      directWith: (transaction, userName) => this.conversations.directWith(transaction, userName),
      onJoined: (room, message) => {
        this.addRoom(room);
        if (message !== null) this.tell.message(message);
        this.kick(room.record.conversation);
      },
    });
    this.readds = new Readds({
      ...viewParts,
      session: this.session,
      onHeld: (row, conversation) => {
        this.tell.message(row);
        this.tell.conversation(conversation);
      },
    });
    this.#inbox = new Inbox(storage, this.session, { welcome: this.#welcomes, readd: this.readds });
    this.#keyPackages = new KeyPackages(this.roomParts);
    this.#starter = new DirectStarter({
      ...this.roomParts,
      session: this.session,
      roster: this.roster,
      rooms: this.rooms,
      onStarted: (room) => {
        this.addRoom(room);
      },
      onUnreachable: (userName, code) => {
        this.people.setUnreachable(userName, code);
        this.tell.person(userName);
      },
    });
    this.tell = new Announcer({
      profile: parts.profile,
      relay: this.relay,
      events: this.events,
      session: this.session,
      outbox: this.#outbox,
      people: this.people,
      roster: this.roster,
      rooms: this.rooms,
      conversations: this.conversations,
      settlements: this.settlements,
      settings: this.settings,
    });
    this.rooms.load(storage);
    this.files.load();
    this.#welcomes.load();
    this.pins.own(account.userName, account.accountKey);
  }

  start(): void {
    this.disappearance.run();
    this.session.start();
  }

  stop(): void {
    this.#stopped = true;
    this.files.stop();
    this.settlements.stop();
    // The end of the connection ends every step and timer that was under way: nothing needs the secrets after it.
    this.session.stop();
    this.#onLost();
    this.disappearance.stop();
    for (const { room } of this.rooms.all) if (room.group !== null) wipeAll(groupSecrets(room.group));
    this.account.deviceSecret.wipe();
  }

  /** Looks again at everything that could be sent in a conversation. */
  kick(conversation: string): void {
    for (const driver of this.rooms.ofConversation(conversation)) driver.kick();
    const record = this.conversations.find(conversation);
    if (this.#greeting !== null && record !== null) this.#starter.start(record);
  }

  /** Takes a room in that was just saved. */
  addRoom(room: Room): RoomDriver {
    const driver = this.rooms.add(room);
    for (const { userName, accountKey } of room.members) this.pins.see(userName, accountKey);
    this.tell.conversation(room.record.conversation);
    if (this.#greeting !== null) void driver.onConnected(this.#greeting);
    return driver;
  }

  /** The user has judged a key: what was stopped may go on, in the rooms where the pinned key is. */
  onJudged(userName: string): void {
    for (const { id, kind, title } of this.conversations.records()) {
      if (kind === 'direct' && title === userName) {
        for (const { room } of this.rooms.ofConversation(id)) {
          if (suspects(this.roomParts, room).length > 0) room.unsealAll();
        }
      }
      this.kick(id);
    }
  }

  /** The user takes part: what a request held back may be seen now. */
  consent(conversation: string): void {
    if (!this.conversations.consent(conversation)) return;
    this.tell.conversation(conversation);
    this.kick(conversation);
  }

  /** Shows a message that was just written, and sees to it that it is sent. */
  onWritten(id: string, conversation: string): void {
    const chosen = this.rooms.chosen(conversation);
    if (chosen !== null) this.typing.onSent(chosen.room);
    this.tell.message(id);
    this.tell.conversation(conversation);
    this.tell.connection();
    this.kick(conversation);
  }

  async #synchronise(greeting: Greeting): Promise<void> {
    await this.rosterSync.run(greeting);
    await this.#inbox.open();
    this.#greeting = greeting;
    await this.rooms.readAll(greeting);
    for (const { id } of this.conversations.records()) this.kick(id);
    this.readds.lookAll();
    this.files.onConnected();
    this.#keyPackages.begin(this.session, (error) => {
      // What the relay refuses now it may take on the next connection.
      if (!(error instanceof RelayError)) this.session.dropFor(error);
    });
  }

  #onLost(): void {
    this.#greeting = null;
    this.files.onLost();
    this.rosterSync.onLost();
    this.#keyPackages.pause();
    this.#starter.onLost();
    this.readds.onLost();
    for (const driver of this.rooms.all) driver.onLost();
  }

  #take(push: Push): void {
    const { rooms, typing } = this;
    try {
      takePush(push, { rooms, typing, inbox: this.#inbox, rosterSync: this.rosterSync });
    } catch (error) {
      // A head that is forged, a disk that is full: not to be gone on with on this connection.
      this.session.dropFor(error);
    }
  }

  #drive(room: Room): RoomDriver {
    return new RoomDriver(room, this.session, {
      onNews: (_, news) => {
        this.#onNews(room, news);
      },
      onChange: () => {
        this.tell.conversation(room.record.conversation);
      },
      takesPart: () => takesPart(this, room),
      isChosen: () => this.rooms.chosen(room.record.conversation)?.room === room,
      nextHeads: (_, places) => this.#sharedHeads.next(room, places),
      stopOf: () => (suspects(this.roomParts, room).length > 0 ? 'sending-stopped' : null),
      receiptTerms: () => {
        if (!mayReveal(this, room)) return null;
        return { roster: this.roster.head, read: this.settings.current.readReceipts };
      },
      onNoAccess: ({ id }) => {
        this.#welcomes.giveWay(id);
      },
      onMessage: (message) => {
        this.tell.message(message);
        this.tell.connection();
      },
    });
  }

  #onNews(room: Room, news: RoomNews): void {
    const { conversation } = room.record;
    for (const { id, author, marks } of news.messages) {
      this.tell.message(id);
      if (marks.place?.seq === room.record.cursor) this.typing.onSaid(room, author.userName);
    }
    if (news.messages.some(({ marks }) => marks.expiry !== null)) this.disappearance.run();
    if (news.membersChanged) {
      for (const { userName, accountKey } of room.members) this.pins.see(userName, accountKey);
      this.events.emit({ type: 'members', conversation });
    }
    if (news.roster !== undefined && isHeard(this, room, news.roster.sender)) {
      this.rosterSync.compareWith(room, news.roster);
    }
    for (const { id } of news.claimed) this.rooms.get(id)?.sync.onClaimed();
    this.#soon.add(conversation);
    if (isOut(room.record)) this.#welcomes.takeHeld(room.id);
    this.readds.look(room.id);
    if (news.pending !== undefined || news.membersChanged) this.kick(conversation);
  }

  #showSoon(ids: readonly string[]): void {
    if (this.#stopped) return;
    try {
      for (const id of ids) this.tell.conversation(id);
    } catch (error) {
      // The disk: what cannot be read now is read on the next connection.
      this.session.dropFor(error);
    }
  }

  /** Somebody came, went or changed. */
  #onPerson(userName: string): void {
    this.tell.person(userName);
    if (this.#greeting === null || !this.rosterSync.isOnline(userName)) return;
    // Who comes on line may have published what was missing to reach them.
    const record = this.#parts.storage.transaction((transaction) =>
      this.conversations.directWith(transaction, userName),
    );
    if (record !== null) this.#starter.start(record);
  }
}
