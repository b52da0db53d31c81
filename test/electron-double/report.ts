// What the double tells the test that launched it: what the app asked the system for, and what was refused.

export type DoubleReport =
  /** A request that the app's own rules cancelled. */
  | { readonly report: 'cancelled'; readonly url: string }
  /** A request that no rule of the app stopped; the double does. */
  | { readonly report: 'leaked'; readonly url: string }
  | { readonly report: 'navigation-prevented'; readonly url: string }
  | { readonly report: 'window-denied'; readonly url: string }
  /** The session that the app's pages have. */
  | { readonly report: 'partition'; readonly name: string }
  | { readonly report: 'download-prevented'; readonly url: string }
  /** A file that was saved, under the name that the user was offered. */
  | { readonly report: 'saved'; readonly name: string; readonly path: string }
  | { readonly report: 'window-focused' }
  | { readonly report: 'window-maximized' }
  | { readonly report: 'window-visible'; readonly isVisible: boolean }
  /** Where the app asked for its window. */
  | { readonly report: 'window-opened'; readonly width: number; readonly height: number }
  | { readonly report: 'content-protection'; readonly isOn: boolean }
  | {
      readonly report: 'tray';
      readonly image: string;
      readonly title: string;
      /** Labels of the menu's rows that can be clicked. */
      readonly items: readonly string[];
    }
  | { readonly report: 'badge'; readonly count: number }
  | {
      readonly report: 'notification';
      readonly title: string;
      readonly body: string;
      readonly silent: boolean;
      readonly hasReply: boolean;
    }
  /** Whether frame and menus are light or dark. */
  | { readonly report: 'theme'; readonly theme: string }
  /** A shortcut for everywhere, when it is registered and when it is given back. */
  | { readonly report: 'shortcut'; readonly keys: string; readonly isOn: boolean }
  | { readonly report: 'notification-closed'; readonly title: string }
  | { readonly report: 'external'; readonly url: string }
  | { readonly report: 'web-preferences'; readonly preferences: Readonly<Record<string, unknown>> };

export function report(message: DoubleReport): void {
  process.send?.(message);
}
