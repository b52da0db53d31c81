// All that the window knows: a snapshot of the engine's state kept up to date by its events, and how to get it back
// after a gap. Views are replaced whole, so applying one twice does no harm.
import {
  type AccountView,
  type ChannelState,
  type ConnectionView,
  type ConversationView,
  DEFAULT_SETTINGS,
  type EngineEvent,
  type ErrorView,
  type EventMessage,
  type HushroomApi,
  type MessageView,
  type PersonView,
  type Phase,
  type ResultMessage,
  type SettingsView,
  type Snapshot,
  type StatusView,
} from '@hushroom/ipc';
import { SvelteMap } from 'svelte/reactivity';
import { plainName } from '../words/plain.ts';
import { Pictures } from './pictures.svelte.ts';
import { Timeline } from './timeline.svelte.ts';
import { Typers } from './typers.svelte.ts';

/** Timelines kept ready; opening another one forgets the one that was longest out of use. */
const TIMELINES_KEPT = 8;
const RECENT_EMOJI_MAX = 18;

/** A title is chosen by someone else: from here on it is the safe form of it. */
function shown(conversation: ConversationView): ConversationView {
  return { ...conversation, title: plainName(conversation.title) };
}

export class Session {
  readonly api: HushroomApi;
  /** Revision of the last event applied; null while a snapshot is being asked for. */
  #rev: number | null = null;
  /** Events that arrived while a snapshot was under way. */
  #early: EventMessage[] = [];
  readonly #timelines = new Map<string, Timeline>();
  readonly pictures: Pictures;
  readonly typers = new Typers();
  readonly #messageListeners = new Set<(message: MessageView) => void>();

  /** `starting` until the engine has said which page comes first; `failed` if it could not. */
  phase = $state<Phase | 'starting' | 'failed'>('starting');
  status = $state.raw<StatusView | null>(null);
  /** Why the phase is `failed`. */
  problem = $state.raw<ErrorView | null>(null);
  /** `lost` while the shell is starting the engine again, `gone` once there is no shell that knows this page. */
  engine = $state<'runs' | 'lost' | 'gone'>('runs');

  account = $state.raw<AccountView | null>(null);
  connection = $state.raw<ConnectionView | null>(null);
  /** The database was found damaged since it was opened. */
  isDamaged = $state(false);
  /** The profile's as last heard: locking does not change how the window looks. Before that, its look of the last time. */
  settings = $state.raw<SettingsView>(DEFAULT_SETTINGS);
  /** Bumped per conversation when its members may have changed. */
  readonly memberChanges = new SvelteMap<string, number>();
  /** What was typed in this window and not sent, by conversation; the engine has it a moment later. */
  readonly drafts = new SvelteMap<string, string>();
  /** Emoji that were chosen of late, newest first. Never stored: they say something about what was written. */
  recentEmoji = $state.raw<readonly string[]>([]);
  #conversations = $state.raw<ReadonlyMap<string, ConversationView>>(new Map());
  #people = $state.raw<ReadonlyMap<string, PersonView>>(new Map());

  /** Pinned ones first, then by when something last happened. */
  readonly conversations = $derived(
    [...this.#conversations.values()].sort(
      (a, b) =>
        Number(b.pinned) - Number(a.pinned) || b.activeAt - a.activeAt || a.title.localeCompare(b.title),
    ),
  );
  /** Everyone but oneself: who is online first, then by name. */
  readonly people = $derived(
    [...this.#people.values()]
      .filter(({ isMe }) => !isMe)
      .sort((a, b) => Number(b.online) - Number(a.online) || a.userName.localeCompare(b.userName)),
  );
  /** Of what is not muted, as the tray counts. */
  readonly unread = $derived(
    this.conversations
      .filter(({ mutedUntil }) => mutedUntil === null || mutedUntil <= Date.now())
      .reduce((sum, { unread }) => sum + unread, 0),
  );

  constructor(api: HushroomApi) {
    this.api = api;
    this.pictures = new Pictures(api);
  }

  /** Begins to listen, and asks which page comes first. Returns what ends the listening. */
  start(): () => void {
    const end = this.api.on((message) => {
      if ('channel' in message) this.#channel(message.channel);
      else if ('rev' in message) this.#event(message);
    });
    void this.#ask();
    return end;
  }

  person(userName: string): PersonView | null {
    return this.#people.get(userName) ?? null;
  }

  conversation(id: string): ConversationView | null {
    return this.#conversations.get(id) ?? null;
  }

  /** What was typed and not sent: here, or before this window was opened. */
  draftOf(id: string): string {
    return this.drafts.get(id) ?? this.conversation(id)?.draft?.text ?? '';
  }

  useEmoji(emoji: string): void {
    const others = this.recentEmoji.filter((other) => other !== emoji);
    this.recentEmoji = [emoji, ...others].slice(0, RECENT_EMOJI_MAX);
  }

  /** One's own user name; empty while no profile is open. */
  get me(): string {
    return this.account?.userName ?? '';
  }

  /** What the user calls someone: the nickname if they gave one. */
  nameOf(userName: string): string {
    const nickname = this.#people.get(userName)?.nickname ?? '';
    return nickname === '' ? userName : plainName(nickname);
  }

  /** What a conversation is called: a direct message by the name of the other one. */
  titleOf({ kind, title }: Pick<ConversationView, 'kind' | 'title'>): string {
    return kind === 'direct' ? this.nameOf(title) : title;
  }

  /** The direct message with someone, if there is one. */
  directWith(userName: string): ConversationView | null {
    return this.conversations.find(({ kind, title }) => kind === 'direct' && title === userName) ?? null;
  }

  /** The timeline of a conversation. Whoever shows it opens it. */
  timeline(id: string): Timeline {
    const kept = this.#timelines.get(id);
    const timeline = kept ?? new Timeline(this.api, id);
    this.#timelines.delete(id);
    this.#timelines.set(id, timeline);
    const [oldest] = this.#timelines.keys();
    if (this.#timelines.size > TIMELINES_KEPT && oldest !== undefined) this.#timelines.delete(oldest);
    return timeline;
  }

  /** The next opening of a conversation reads it anew, and sees it anew. */
  forgetTimeline(id: string): void {
    this.#timelines.delete(id);
  }

  /** Puts a view that a call returned where its event would put it. */
  adopt(conversation: ConversationView): void {
    const { id } = conversation;
    const known = this.conversation(id)?.draft?.text ?? '';
    const draft = conversation.draft?.text ?? '';
    // What was kept elsewhere shows here, where nothing was typed since.
    if (draft !== known && this.drafts.get(id) === known) this.drafts.set(id, draft);
    this.#conversations = new Map(this.#conversations).set(id, shown(conversation));
  }

  /** Calls back for each message that the engine tells of, in any conversation. Returns what ends it. */
  onMessage(listener: (message: MessageView) => void): () => void {
    this.#messageListeners.add(listener);
    return () => this.#messageListeners.delete(listener);
  }

  /** Makes an account. Where it worked the window may open. */
  async register(account: {
    relay: string;
    userName: string;
    passphrase: string | null;
    inviteCode: string;
  }): Promise<ResultMessage<null>> {
    const result = await this.api.call('register', account);
    if (result.ok) await this.#subscribe();
    return result;
  }

  /** Opens the profile; null means with the keychain. Where it worked the window may open. */
  async unlock(passphrase: string | null): Promise<ResultMessage<null>> {
    const result = await this.api.call('unlock', { passphrase });
    if (result.ok) await this.#subscribe();
    return result;
  }

  /** Looks for the relay now, not only when the next attempt is due. */
  async retryConnection(): Promise<void> {
    await this.api.call('connection.retry', {});
  }

  async lock(): Promise<void> {
    const result = await this.api.call('lock', {});
    if (result.ok) this.#lock();
  }

  /** Asks again after a failure. */
  retry(): void {
    this.phase = 'starting';
    void this.#ask();
  }

  /** Asks the engine how it stands, and goes on from there. */
  async #ask(): Promise<void> {
    const result = await this.api.call('status', {});
    if (!result.ok) {
      this.problem = result.error;
      this.phase = 'failed';
      return;
    }
    this.#adoptStatus(result.value);
    if (result.value.fault !== null) {
      this.problem = result.value.fault;
      this.phase = 'failed';
    } else if (result.value.phase === 'open') {
      await this.#subscribe();
    } else {
      this.#forget();
      this.phase = result.value.phase;
    }
  }

  async #subscribe(): Promise<void> {
    this.#rev = null;
    const result = await this.api.call('subscribe', {});
    if (!result.ok) {
      this.problem = result.error;
      this.phase = result.error.code === 'profile-locked' ? 'locked' : 'failed';
      // Nothing of it can be shown any more: locked, what can be read is saved.
      this.isDamaged = result.error.code === 'profile-damaged';
      if (this.isDamaged) await this.lock();
      return;
    }
    this.#replace(result.value.snapshot);
    this.#rev = result.value.rev;
    this.phase = 'open';
    const early = this.#early;
    this.#early = [];
    for (const message of early) this.#event(message);
  }

  #replace(snapshot: Snapshot): void {
    this.account = snapshot.account;
    this.connection = snapshot.connection;
    this.settings = snapshot.settings;
    this.isDamaged = snapshot.isDamaged;
    this.#conversations = new Map(snapshot.conversations.map((view) => [view.id, shown(view)]));
    this.#people = new Map(snapshot.people.map((view) => [view.userName, view]));
    for (const { id } of snapshot.conversations) this.#membersChanged(id);
    // What was missed in a gap is read again.
    for (const timeline of this.#timelines.values()) void timeline.refresh();
  }

  #event(message: EventMessage): void {
    if (message.event.type === 'locked') {
      this.#lock();
    } else if (this.#rev === null) {
      this.#early.push(message);
    } else if (message.rev === this.#rev + 1) {
      this.#rev = message.rev;
      this.#apply(message.event);
    } else if (message.rev > this.#rev + 1) {
      void this.#subscribe();
    }
  }

  #apply(event: EngineEvent): void {
    switch (event.type) {
      case 'account':
        this.account = event.account;
        break;
      case 'connection':
        this.connection = event.connection;
        break;
      case 'conversation':
        this.adopt(event.conversation);
        break;
      case 'person':
        this.#people = new Map(this.#people).set(event.person.userName, event.person);
        break;
      case 'message':
        this.#timelines.get(event.message.conversation)?.receive(event.message);
        for (const listener of this.#messageListeners) listener(event.message);
        break;
      case 'messages-gone':
        this.#timelines.get(event.conversation)?.window.remove(event.ids);
        break;
      case 'imported':
        for (const id of event.conversations) void this.#timelines.get(id)?.reopen();
        break;
      case 'transfer':
        this.#timelines.get(event.conversation)?.moveFile(event.message, event.transfer);
        break;
      case 'members':
        this.#membersChanged(event.conversation);
        break;
      case 'typing':
        this.typers.set(event.conversation, event.userName, event.until);
        break;
      case 'dropped': {
        const left = new Map(this.#conversations);
        left.delete(event.conversation);
        this.#conversations = left;
        this.#timelines.delete(event.conversation);
        break;
      }
      case 'settings':
        this.settings = event.settings;
        break;
      case 'damaged':
        this.isDamaged = true;
        break;
      case 'locked':
        break;
    }
  }

  #membersChanged(conversation: string): void {
    this.memberChanges.set(conversation, (this.memberChanges.get(conversation) ?? 0) + 1);
  }

  #lock(): void {
    this.#forget();
    this.phase = 'locked';
    void this.refreshStatus();
  }

  /** Forgets everything that a locked window must not show. */
  #forget(): void {
    this.#rev = null;
    this.#early = [];
    this.#timelines.clear();
    this.drafts.clear();
    this.pictures.clear();
    this.typers.clear();
    this.recentEmoji = [];
    this.account = null;
    this.connection = null;
    this.#conversations = new Map();
    this.#people = new Map();
  }

  /** Looks again how the engine stands, without going anywhere. */
  async refreshStatus(): Promise<void> {
    const result = await this.api.call('status', {});
    if (result.ok) this.#adoptStatus(result.value);
  }

  #adoptStatus(status: StatusView): void {
    this.status = status;
    if (this.phase !== 'open') this.settings = { ...DEFAULT_SETTINGS, ...status.look };
  }

  #channel(state: ChannelState): void {
    this.engine = state === 'restored' ? 'runs' : state;
    if (state === 'restored') void this.#ask();
  }
}
