// Electron's main process: one window, one engine process, and the messages between them. It holds no key and reads no
// message; what the page may do is decided in session-rules.ts and navigation-rules.ts.
import { app, nativeTheme, protocol, screen, session } from 'electron';
import { fileURLToPath } from 'node:url';
import type { ShellView } from '@hushroom/ipc';
import { Access } from '../shell/access.ts';
import { Broker } from '../shell/broker.ts';
import { profileArgs } from '../shell/engine-channel.ts';
import { RendererFiles } from '../shell/renderer-files.ts';
import { SCHEME } from './app-origin.ts';
import { forkEngine } from './engine-process.ts';
import { keychainArgs, openKeychain } from './keychain.ts';
import { launchAtLogin } from './launch-at-login.ts';
import { linkAmong } from './link.ts';
import { readOptions } from './options.ts';
import { connectPage } from './page-channel.ts';
import { applyPermissionRules } from './permission-rules.ts';
import { Presses } from './presses.ts';
import { ProfileTraces, windowStatePath } from './profile-traces.ts';
import { applySessionRules } from './session-rules.ts';
import { Surroundings } from './surroundings.ts';
import { UPDATES } from './updates/source.ts';
import { startUpdates } from './updates/updates.ts';
import { loadWindowState, placeOn } from './window-state.ts';
import { openWindow } from './window.ts';

/** A file of apps/desktop/dist: this one is built to dist/main/. */
const built = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { engineArgs, placeOf, isHidden, ...options } = readOptions(
  process.argv.slice(app.isPackaged ? 1 : 2),
  app.getPath('appData'),
);
let { relay } = options;
const { folder } = placeOf(null);
app.setPath('userData', folder);

// Windows shows notifications and the taskbar's icon under the name of this id: the one that the installer gives.
if (process.platform === 'win32') app.setAppUserModelId('chat.hushroom.desktop');
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

/** Brings the window to the front. Before there is one, a link that the system hands over is kept for its first page. */
let raise = (link: string | null): void => {
  relay ??= link;
};
app.on('second-instance', (_, args) => {
  raise(linkAmong(args));
});
// macOS hands links over by an event of its own: the one that started the app comes before it is ready.
app.on('open-url', (event, url) => {
  event.preventDefault();
  raise(linkAmong([url]));
});

async function start(): Promise<void> {
  await app.whenReady();
  // Without `persist:` nothing of the page is written to disk.
  const pages = session.fromPartition('interface');
  const keychain = await openKeychain();
  const offered = relay === null ? [] : ['--relay', relay];
  const args = [...engineArgs, ...offered, ...keychainArgs(keychain)];
  const broker: Broker = new Broker({
    startEngine: (profile) => forkEngine(built('engine/main.js'), [...args, ...profileArgs(profile)]),
    ...(keychain === null || keychain === 'weak' ? {} : { keychain }),
    onCall: (call) => {
      surroundings.called(call);
    },
    describe: (): ShellView => surroundings.describe(),
  });
  applySessionRules(pages, new RendererFiles(built('renderer'), null), broker);
  const presses = new Presses();
  applyPermissionRules(pages, presses);
  const statePath = windowStatePath(folder);
  const state = loadWindowState(statePath);
  nativeTheme.themeSource = state.theme;
  const startsHidden = isHidden || state.startHidden;
  const window = openWindow({
    session: pages,
    presses,
    preload: built('bridges/preload.cjs'),
    bounds: placeOn(
      screen.getAllDisplays().map(({ workArea }) => workArea),
      state.bounds,
    ),
    isMaximized: state.isMaximized,
    isHidden: startsHidden,
  });
  const access = new Access({
    onUnlocked: () => {
      surroundings.opened();
    },
    onWiped: () => {
      surroundings.wiped();
    },
  });
  const page = connectPage(broker, window, access);
  const surroundings = new Surroundings({
    window,
    page,
    broker,
    access,
    icons: built('icons'),
    statePath,
    canLaunchAtLogin: app.isPackaged,
    tracesOf: (profile) => {
      const place = placeOf(profile);
      return new ProfileTraces({
        folder: place.folder,
        launchAtLogin: app.isPackaged
          ? (isOn) => {
              launchAtLogin(isOn, place);
            }
          : null,
      });
    },
  });
  void surroundings.begin(startsHidden);
  // A checkout is not what links should open.
  if (app.isPackaged) app.setAsDefaultProtocolClient('hushroom');
  raise = (link) => {
    surroundings.raise(link);
  };
  // A checkout is updated where it came from.
  if (app.isPackaged)
    void startUpdates(UPDATES, async () => (await import('electron-updater')).default.autoUpdater);
  // The dock's icon was pressed, while the window may be hidden.
  app.on('activate', () => {
    raise(null);
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('will-quit', () => {
    void broker.stop();
  });
}

if (app.requestSingleInstanceLock()) void start();
else app.quit();
