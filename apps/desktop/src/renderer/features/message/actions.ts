// What can be done with a message, once for the toolbar, the menu and the keys.
import type { MessageView } from '@hushroom/ipc';
import Copy from '@lucide/svelte/icons/copy';
import Forward from '@lucide/svelte/icons/forward';
import Info from '@lucide/svelte/icons/info';
import Pencil from '@lucide/svelte/icons/pencil';
import Reply from '@lucide/svelte/icons/reply';
import SmilePlus from '@lucide/svelte/icons/smile-plus';
import Trash from '@lucide/svelte/icons/trash-2';
import type { Anchor } from '../../ui/anchor.ts';
import type { MenuItem } from '../../ui/Menu.svelte';
import { plainText } from '../../words/plain.ts';
import { words } from '../../words/words.ts';
import type { OpenConversation } from '../conversation/open-conversation.svelte.ts';

/** The six that are one press away. */
export const QUICK_REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const;
/** One's own text can be changed for a day. */
const EDIT_MS_MAX = 86_400_000;

type ActionName = 'reply' | 'react' | 'edit' | 'forward' | 'copy' | 'info' | 'delete';

/** Where something is done: `anchor` is what a picker stands beside. */
export interface Deed {
  readonly open: OpenConversation;
  readonly message: MessageView;
  readonly anchor: Anchor;
}

const KEYS: Readonly<Record<string, ActionName>> = {
  r: 'reply',
  '+': 'react',
  e: 'edit',
  f: 'forward',
  c: 'copy',
  i: 'info',
  Delete: 'delete',
};
const ICONS = {
  reply: Reply,
  react: SmilePlus,
  edit: Pencil,
  forward: Forward,
  copy: Copy,
  info: Info,
  delete: Trash,
} as const;

/** Whether a message is one's own and may still be changed; what failed to be sent is nowhere to be changed. */
export function canEdit({ mine, body, state, sentAt }: MessageView, now: number): boolean {
  return mine && body.type === 'text' && state !== 'failed' && now - sentAt < EDIT_MS_MAX;
}

/** What a message can be asked for now, in the order of the menu. */
function possible({ open, message }: Deed): readonly ActionName[] {
  const { type } = message.body;
  if (type === 'deleted') return ['info', 'delete'];
  const ordered = message.state !== 'queued' && message.state !== 'failed';
  const writable = open.canWrite && ordered;
  return [
    ...(writable ? (['reply', 'react'] as const) : []),
    ...(writable && canEdit(message, Date.now()) ? (['edit'] as const) : []),
    // Elsewhere it would stay longer than who wrote it wants.
    ...(ordered && message.disappearAfterSeconds === 0 ? (['forward'] as const) : []),
    ...(type === 'text' ? (['copy'] as const) : []),
    ...(ordered ? (['info'] as const) : []),
    'delete',
  ];
}

function act(name: ActionName, { open, message, anchor }: Deed): void {
  switch (name) {
    case 'reply':
      open.answer(message);
      break;
    case 'react':
      open.floating = { kind: 'emoji', message, anchor };
      break;
    case 'edit':
      open.edit(message);
      break;
    case 'copy':
      if (message.body.type === 'text') void navigator.clipboard.writeText(plainText(message.body.text));
      break;
    case 'forward':
    case 'info':
    case 'delete':
      open.asked = { kind: name, message };
      break;
  }
}

/** The menu of a message. */
export function menuItems(deed: Deed): readonly MenuItem[] {
  const keys = new Map(Object.entries(KEYS).map(([key, name]) => [name, key.toUpperCase()]));
  return possible(deed).map((name) => {
    const key = name === 'delete' ? words.message.deleteKey : keys.get(name);
    return {
      label: words.message[name],
      icon: ICONS[name],
      danger: name === 'delete',
      ...(key === undefined ? {} : { key }),
      run: () => {
        act(name, deed);
      },
    };
  });
}

/** Whether a key alone asks for something of the message that has the focus. */
export function isActionKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey && (key === 'Enter' || Object.hasOwn(KEYS, key));
}

/** Does what a key asks for, if the message allows it. Enter opens the menu. */
export function actOn(key: string, deed: Deed): void {
  const name = KEYS[key];
  if (name === undefined) deed.open.floating = { kind: 'menu', message: deed.message, anchor: deed.anchor };
  else if (possible(deed).includes(name)) act(name, deed);
}

/** Whether the toolbar offers an answer and a reaction. */
export function canAnswer(deed: Deed): boolean {
  return possible(deed).includes('reply');
}
