// Where the user is in the window: what stands in the middle, and what beside it or above.

/** The panel at the end side: one person, or of what is open the room or the files. */
export type Panel =
  { readonly kind: 'person'; readonly userName: string } | { readonly kind: 'room' | 'files' };

export type DialogName =
  'import-backup' | 'invite' | 'move-relay' | 'new-room' | 'profiles' | 'settings' | 'shortcuts' | 'switcher';

/** What the search page begins with. */
export interface SearchStart {
  readonly text: string;
  /** Searched alone; null: everything. */
  readonly conversation: string | null;
}

export class Place {
  conversation = $state<string | null>(null);
  /** The message of the open conversation that is to be shown; whoever shows it sets it back to null. */
  message = $state<string | null>(null);
  /** Where one writes is to have the focus; whoever gives it sets it back to false. */
  writing = $state(false);
  /** While it is set, the search page stands in place of the conversation. */
  searching = $state.raw<SearchStart | null>(null);
  panel = $state.raw<Panel | null>(null);
  dialog = $state<DialogName | null>(null);
  /** Whether the window asks which profile; null: nobody has chosen yet, so as the start says. */
  picking = $state<boolean | null>(null);
  /** The profile that this window was last asked to open; null: the one it was started with. */
  profile = $state<string | null>(null);
  /** The relay of a link that was opened outside, until it has been seen where something can be done with it. */
  invitation = $state<string | null>(null);
  /** A backup is to be imported as soon as there is an account. */
  importNext = $state(false);

  /**
   * Opens a conversation, at a message if one is named. A room's panel belongs to its room, so it closes; opening the
   * same one again changes nothing.
   */
  open(conversation: string, message: string | null = null): void {
    this.searching = null;
    this.message = message;
    if (this.conversation === conversation) return;
    this.conversation = conversation;
    this.panel = null;
  }

  /** Opens a conversation that was asked for outside the window, to answer at once. */
  answer(conversation: string): void {
    this.dialog = null;
    this.open(conversation);
    this.writing = true;
  }

  /** Back to the list, in a narrow window. */
  close(): void {
    this.conversation = null;
    this.searching = null;
    this.panel = null;
  }

  /** Opens the search of messages, of one conversation or of all. */
  search(text = '', conversation: string | null = null): void {
    this.searching = { text, conversation };
    this.panel = null;
  }

  endSearch(): void {
    this.searching = null;
  }

  showPerson(userName: string): void {
    this.panel = { kind: 'person', userName };
  }

  showRoom(): void {
    this.panel = { kind: 'room' };
  }

  showFiles(): void {
    this.panel = { kind: 'files' };
  }

  closePanel(): void {
    this.panel = null;
  }
}
