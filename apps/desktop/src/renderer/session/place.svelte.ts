// Where the user is in the window: which conversation is open, and what stands beside it.

/** The panel at the end side: one person, or the room that is open. */
export type Panel = { readonly kind: 'person'; readonly userName: string } | { readonly kind: 'room' };

export class Place {
  conversation = $state<string | null>(null);
  panel = $state.raw<Panel | null>(null);
  dialog = $state<'new-room' | 'account' | null>(null);

  /** Opens a conversation. A room's panel belongs to its room, so it closes; opening the same one again changes nothing. */
  open(conversation: string): void {
    if (this.conversation === conversation) return;
    this.conversation = conversation;
    this.panel = null;
  }

  /** Back to the list, in a narrow window. */
  close(): void {
    this.conversation = null;
    this.panel = null;
  }

  showPerson(userName: string): void {
    this.panel = { kind: 'person', userName };
  }

  showRoom(): void {
    this.panel = { kind: 'room' };
  }

  closePanel(): void {
    this.panel = null;
  }
}
