// What a test does in the place of the user and the system: closes the window, clicks in the tray, locks the screen.
import { EventEmitter } from 'node:events';

export type DoubleAct =
  | { readonly act: 'close-window' }
  | { readonly act: 'focus'; readonly isFocused: boolean }
  | { readonly act: 'tray-click' }
  /** A row of the tray's menu, by its label. */
  | { readonly act: 'tray-menu'; readonly label: string }
  /** The newest notification with this title is clicked, or answered. */
  | { readonly act: 'notification-click'; readonly title: string }
  | { readonly act: 'notification-reply'; readonly title: string; readonly reply: string }
  | { readonly act: 'power'; readonly event: 'suspend' | 'resume' | 'lock-screen' }
  /** Somebody presses keys that some program registered. */
  | { readonly act: 'press'; readonly keys: string }
  | { readonly act: 'open-url'; readonly url: string };

const acts = new EventEmitter();
process.on('message', (message: DoubleAct) => acts.emit(message.act, message));

/** Calls back for each act of this name. */
export function onAct<N extends DoubleAct['act']>(
  name: N,
  listener: (act: Extract<DoubleAct, { act: N }>) => void,
): void {
  acts.on(name, listener);
}
