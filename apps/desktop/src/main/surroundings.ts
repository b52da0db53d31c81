// What surrounds the window on the desktop: tray, notifications, what happens when it is closed, the screen is locked or the
// computer sleeps. It follows the profile through the broker, and knows nothing while the profile is locked.
import { app, nativeTheme, powerMonitor, type BrowserWindow } from 'electron';
import {
  endsNotification,
  notificationOf,
  type ConversationView,
  type ParsedCall,
  type ShellView,
} from '@hushroom/ipc';
import type { Access } from '../shell/access.ts';
import type { Broker } from '../shell/broker.ts';
import { ProfileWatch } from '../shell/profile-watch.ts';
import { shellWords, type ShellWords } from '../shell/words.ts';
import { setMenu } from './menu.ts';
import { Notifications } from './notifications.ts';
import type { ConnectedPage } from './page-channel.ts';
import type { ProfileTraces } from './profile-traces.ts';
import { AppTray } from './tray.ts';
import { WindowShortcut } from './window-shortcut.ts';
import { loadWindowState, saveWindowState, windowTheme } from './window-state.ts';

export interface SurroundingsOptions {
  readonly window: BrowserWindow;
  readonly page: ConnectedPage;
  readonly broker: Broker;
  /** The window's: what it may not know, neither tray nor notifications show. */
  readonly access: Access;
  /** Folder of the tray's pictures. */
  readonly icons: string;
  /** Where the window's place is kept. */
  readonly statePath: string;
  /** Whether a profile can be started with the user's session. */
  readonly canLaunchAtLogin: boolean;
  /** What is kept outside a profile; null: the one that the app was started with. */
  readonly tracesOf: (profile: string | null) => ProfileTraces;
}

export class Surroundings {
  readonly #window: BrowserWindow;
  readonly #page: ConnectedPage;
  readonly #broker: Broker;
  readonly #options: Pick<SurroundingsOptions, 'statePath' | 'canLaunchAtLogin' | 'tracesOf'>;
  readonly #watch: ProfileWatch;
  readonly #notifications: Notifications;
  readonly #tray: AppTray;
  readonly #shortcut = new WindowShortcut(() => {
    if (this.#window.isFocused()) this.#window.hide();
    else this.raise(null);
  });
  /** The profile that the window has, open or not, and what is kept outside it. */
  #profile: string | null = null;
  #traces: ProfileTraces;
  /** The conversation that the page shows. */
  #conversation: string | null = null;
  #isQuitting = false;
  #wasShown = false;

  constructor({ window, page, broker, access, icons, ...options }: SurroundingsOptions) {
    this.#window = window;
    this.#page = page;
    this.#broker = broker;
    this.#options = options;
    this.#traces = options.tracesOf(null);
    this.#notifications = new Notifications({
      open: (conversation) => {
        this.raise(null);
        this.#page.tell({ type: 'open', conversation });
      },
      reply: (conversation, text) => {
        this.#watch.reply(conversation, text);
      },
    });
    this.#tray = new AppTray(icons, {
      open: () => {
        this.raise(null);
      },
      lock: () => {
        this.#watch.lock();
      },
      quit: () => {
        app.quit();
      },
    });
    this.#watch = new ProfileWatch(broker, access, {
      onChange: () => {
        this.#changed();
      },
      onConversation: (before, after) => {
        this.#announce(before, after);
      },
      onReplyKept: (conversation) => {
        this.raise(null);
        this.#page.tell({ type: 'open', conversation });
      },
    });
    this.#changed();
    this.#shortcut.use(this.#traces.kept.globalShortcut);
    this.#followWindow();
    // Who set a time after which the profile locks does not want it open in a bag, or behind a locked screen.
    const left = (): void => {
      if (this.#watch.settings.idleLockMinutes > 0) this.#watch.lock();
    };
    powerMonitor.on('suspend', left);
    powerMonitor.on('lock-screen', left);
    // A sleep ends connections without telling anybody.
    powerMonitor.on('resume', () => {
      this.#watch.reconnect();
    });
  }

  /**
   * Looks how the profile stands. Where the app begins without its window, nobody unlocks: the keychain does, if it holds the
   * profile; else it is said that nothing arrives.
   */
  async begin(isHidden: boolean): Promise<void> {
    const status = await this.#watch.look();
    if (!isHidden || status?.phase !== 'locked') return;
    if (status.keychain && status.openers?.keychain === true && (await this.#watch.unlock())) {
      this.#page.tell({ type: 'unlocked' });
      return;
    }
    const { locked, lockedHelp } = this.#words();
    this.#notifications.showLocked(locked, lockedHelp, () => {
      this.raise(null);
    });
  }

  /** The page opened the profile. */
  opened(): void {
    this.#watch.opened();
  }

  /** The profile is no more: nothing of it stays with the system. */
  wiped(): void {
    this.#traces.forget();
    this.#useTraces();
  }

  /** A call of the page passed to the engine. */
  called({ call, args }: ParsedCall): void {
    if (call !== 'profile.showing') return;
    this.#conversation = args.conversation;
    if (args.conversation !== null) this.#notifications.withdraw(args.conversation);
  }

  /** Brings the window to the front, with a link if it was one that asked for it. */
  raise(link: string | null): void {
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
    if (link !== null) this.#page.tell({ type: 'invitation', relay: link });
  }

  /** What the page is told of all this. */
  describe(): ShellView {
    return {
      shortcutRefused: this.#shortcut.isRefused,
      canLaunchAtLogin: this.#options.canLaunchAtLogin,
    };
  }

  #words(): ShellWords {
    return shellWords(this.#watch.settings.locale, app.getLocale());
  }

  #changed(): void {
    const { settings, isOpen } = this.#watch;
    const { isLocked } = this.#watch;
    const words = this.#words();
    this.#tray.show({ unread: this.#watch.unread(Date.now()), isOpen, isLocked, words });
    setMenu(words);
    if (!isOpen) {
      this.#notifications.withdrawAll();
      this.#conversation = null;
      this.#followProfile();
      return;
    }
    this.#window.setContentProtection(settings.screenCaptureProtection);
    this.#shortcut.use(settings.globalShortcut);
    nativeTheme.themeSource = windowTheme(settings.theme);
    this.#traces.keep(settings);
  }

  /** Another profile took the place of the one before: locked, it has the keys and the theme of its last time. */
  #followProfile(): void {
    const { profile } = this.#broker;
    if (profile === this.#profile) return;
    this.#profile = profile;
    this.#traces = this.#options.tracesOf(profile);
    this.#useTraces();
  }

  #useTraces(): void {
    const { globalShortcut, theme } = this.#traces.kept;
    this.#shortcut.use(globalShortcut);
    nativeTheme.themeSource = theme;
  }

  #announce(before: ConversationView | null, after: ConversationView): void {
    const { notifications: content, sounds } = this.#watch.settings;
    const text = notificationOf(before, after, {
      content,
      isWatched: this.#window.isFocused() && this.#conversation === after.id,
      now: Date.now(),
      nameOf: (userName) => this.#watch.nameOf(userName),
      words: this.#words(),
    });
    if (text !== null) this.#notifications.show(after.id, text, !sounds);
    else if (endsNotification(before, after)) this.#notifications.withdraw(after.id);
  }

  #followWindow(): void {
    app.on('before-quit', () => {
      this.#isQuitting = true;
    });
    this.#window.once('show', () => {
      this.#wasShown = true;
      // Who came to see it needs no telling.
      this.#notifications.withdraw('');
    });
    this.#window.on('close', (event) => {
      this.#keepPlace();
      if (this.#isQuitting || !this.#watch.settings.closeToTray) return;
      event.preventDefault();
      this.#window.hide();
    });
  }

  #keepPlace(): void {
    // A window that nobody saw stands where it was opened, not where it was left.
    if (!this.#wasShown) return;
    const { statePath } = this.#options;
    saveWindowState(statePath, {
      ...loadWindowState(statePath),
      bounds: this.#window.getNormalBounds(),
      isMaximized: this.#window.isMaximized(),
    });
  }
}
