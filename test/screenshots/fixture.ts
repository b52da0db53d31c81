// A scripted engine for pictures: runs inside the page in place of a shell and answers every call from one fixed world.
// For tests only; nothing of it is in the product.
import type {
  AlarmView,
  BackupView,
  CallValues,
  ConversationView,
  DataView,
  EngineEvent,
  ErrorView,
  MemberDeliveryView,
  MemberView,
  MessageView,
  SafetyView,
  ScanView,
  ShellRequest,
  Snapshot,
  StatusView,
} from '@hushroom/ipc';

/** Everything that the scripted engine knows. JSON, so that it can be handed to a page. */
export interface World {
  readonly status: StatusView;
  readonly snapshot: Snapshot;
  /** Per conversation, oldest first, with the position read up to. */
  readonly timelines: Readonly<
    Record<string, { readonly messages: readonly MessageView[]; readonly seen: number }>
  >;
  /** Pictures of rooms by conversation: PNG in base64. */
  readonly pictures: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, readonly MemberView[]>>;
  readonly safety: Readonly<Record<string, SafetyView>>;
  /** What is known of the alarms of a conversation. */
  readonly alarms: Readonly<Record<string, readonly AlarmView[]>>;
  /** Where everything is, and the backups that lie there. */
  readonly data: DataView;
  readonly backups: readonly BackupView[];
  /** Who has a message of one's own: the same of each. */
  readonly delivery: readonly MemberDeliveryView[];
  /** Whether everybody tells what has come without writing. */
  readonly everyoneTells: boolean;
  /** What the engine makes of a scanned code. */
  readonly scan: ScanView;
  /** Calls that fail, by name. */
  readonly failures: Readonly<Record<string, ErrorView>>;
  /** Calls that never return, by name: loading states. */
  readonly hanging: readonly string[];
  /** How long an answer takes, ms. */
  readonly latencyMs: number;
}

/**
 * Defines `window.hushroom` in the page, `window.emit` and `window.ask` with which a scene lets engine and shell say something,
 * and `window.calls`, the names of the calls that were made. Needs no other code.
 */
export function installFixture(world: World): void {
  type Listener = (message: unknown) => void;
  const listeners = new Set<Listener>();
  const snapshot = world.snapshot;
  let rev = 7;
  let phase = world.status.phase;
  let sent = 0;
  const seen = new Map(Object.entries(world.timelines).map(([id, timeline]) => [id, timeline.seen]));
  const page = globalThis as unknown as Record<string, unknown>;

  const emit = (event: EngineEvent): void => {
    rev += 1;
    for (const listener of listeners) listener({ rev, event });
  };

  const answer = (call: string, args: Record<string, unknown>): unknown => {
    const id = typeof args['conversation'] === 'string' ? args['conversation'] : '';
    const { messages } = world.timelines[id] ?? { messages: [] };
    const seenUpTo = seen.get(id) ?? 0;
    const unread = messages.filter(({ mine, position }) => !mine && position > seenUpTo);
    const userName = typeof args['userName'] === 'string' ? args['userName'] : '';
    switch (call) {
      case 'status':
        return { ...world.status, phase };
      case 'register':
      case 'unlock':
        phase = 'open';
        return null;
      case 'lock':
        phase = 'locked';
        return null;
      case 'subscribe':
        return { rev, snapshot };
      case 'conversation.page': {
        const { before, limit } = args as { before: number | null; limit: number };
        const older = messages.filter(({ position }) => before === null || position < before);
        return { messages: older.slice(-limit), more: older.length > limit, seen: seenUpTo };
      }
      case 'conversation.files':
        return {
          messages: messages.filter(({ body }) => body.type === 'file').reverse(),
          more: false,
        };
      case 'conversation.around': {
        const { at, limit } = args as { at: number | string; limit: number };
        const place = messages.findIndex((message) => message.id === at || message.position === at);
        const from = Math.max(0, place - limit / 2);
        const newer = from + limit < messages.length;
        return { messages: messages.slice(from, from + limit), more: from > 0, newer, seen: seenUpTo };
      }
      case 'conversation.after': {
        const { after, limit } = args as { after: number; limit: number };
        const newer = messages.filter(({ position }) => position > after);
        return { messages: newer.slice(0, limit), newer: newer.length > limit };
      }
      case 'conversation.mention':
        return unread.find(({ mentionsMe }) => mentionsMe) ?? null;
      case 'message.send': {
        sent += 1;
        const message: MessageView = {
          id: sent.toString(16).padStart(32, '0'),
          conversation: id,
          from: snapshot.account.userName,
          mine: true,
          body: { type: 'text', text: String(args['text']) },
          replyTo: null,
          mentions: [],
          mentionsMe: false,
          forwarded: false,
          reactions: [],
          editedAt: null,
          disappearAfterSeconds: 0,
          expiresAt: null,
          sentAt: Date.now(),
          state: 'queued',
          delivery: null,
          reason: null,
          position: 1_000_000 + sent,
        };
        setTimeout(() => {
          emit({ type: 'message', message: { ...message, state: 'relayed' } });
        }, 50);
        return message;
      }
      case 'conversation.mark': {
        const marked = snapshot.conversations
          .filter((view) => view.id === id)
          .map((view) => ({ ...view, ...args }));
        for (const view of marked) emit({ type: 'conversation', conversation: view });
        return marked[0];
      }
      case 'conversation.seen':
        seen.set(id, Math.max(seenUpTo, Number(args['position'])));
        for (const view of snapshot.conversations) {
          const left = unread.filter(({ position }) => position > Number(args['position']));
          const mentions = left.filter(({ mentionsMe }) => mentionsMe).length;
          const change = { unread: left.length, mentions };
          if (view.id === id) emit({ type: 'conversation', conversation: { ...view, ...change } });
        }
        return null;
      case 'room.create': {
        const room: ConversationView = {
          id: 'e'.repeat(64),
          kind: 'room',
          title: String(args['name']),
          state: 'starting',
          memberCount: 1,
          verifiedCount: 0,
          unread: 0,
          last: null,
          canUnsee: false,
          mentions: 0,
          draft: null,
          notices: [],
          iAmAdmin: true,
          picture: null,
          disappearAfterSeconds: 0,
          activeAt: 0,
          pinned: false,
          mutedUntil: null,
          archived: false,
          request: null,
        };
        return room;
      }
      case 'conversation.open':
        return snapshot.conversations.find(({ title, kind }) => kind === 'direct' && title === userName);
      case 'alarm.explain':
        return world.alarms[id] ?? [];
      case 'room.members':
        return world.members[id] ?? [];
      case 'message.info':
        return { members: world.delivery, everyoneTells: world.everyoneTells };
      case 'room.picture': {
        const base64 = world.pictures[id];
        return base64 === undefined ? null : { type: 'image/png', base64 };
      }
      case 'profile.data':
        return world.data;
      case 'profile.diagnostics': {
        const text = [
          'Hushroom 0.1.0',
          'Linux x64',
          'profile: open',
          'connection: online',
          'faults:',
          'none',
        ];
        return { text: text.join('\n') };
      }
      case 'profile.recover':
        return { path: `${world.data.folder}/backups/hushroom-2026-03-17.backup`, bytes: 1_480_000 };
      case 'backup.list':
        return world.backups;
      case 'backup.export': {
        const name = 'hushroom-2026-03-17.backup';
        const path = `${world.data.folder}/backups/${name}`;
        const made: CallValues['backup.export'] = { name, path, bytes: 1_480_000, at: 0 };
        return made;
      }
      case 'backup.import':
        return { messages: 1204, conversations: 12, contacts: 8 };
      case 'profile.openers':
        return { passphrase: true, keychain: false };
      case 'settings.change':
        return { ...snapshot.settings, ...args };
      case 'search.messages': {
        const wanted = String(args['text']).toLowerCase();
        const hits = Object.values(world.timelines)
          .flatMap(({ messages }) => messages)
          .flatMap((message) => {
            const text = message.body.type === 'text' ? message.body.text : '';
            const from = text.toLowerCase().indexOf(wanted);
            const matches = [{ from, to: from + wanted.length }];
            return from === -1
              ? []
              : [{ message, excerpt: { text, matches, isCutBefore: false, isCutAfter: false } }];
          })
          .sort((a, b) => b.message.sentAt - a.message.sentAt);
        return { hits, next: null };
      }
      case 'person.scan':
        return world.scan;
      case 'person.safety':
        return world.safety[userName];
      default:
        return null;
    }
  };

  const calls: string[] = [];
  page['calls'] = calls;
  const hushroom = {
    call: async (call: string, args: Record<string, unknown>) => {
      calls.push(call);
      if (world.latencyMs > 0) await new Promise((done) => setTimeout(done, world.latencyMs));
      if (world.hanging.includes(call)) return new Promise(() => undefined);
      const error = world.failures[call];
      return error === undefined
        ? { id: 0, ok: true, value: answer(call, args) }
        : { id: 0, ok: false, error };
    },
    on: (listener: Listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  page['hushroom'] = Object.freeze(hushroom);
  page['emit'] = emit;
  page['ask'] = (shell: ShellRequest) => {
    for (const listener of listeners) listener({ shell });
  };
  page['channel'] = (channel: 'lost' | 'restored' | 'gone') => {
    for (const listener of listeners) listener({ channel });
  };
}
