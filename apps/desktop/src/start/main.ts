// `npm start`: a relay on this computer unless another is named, and the app on it. Ends with its window or its parent,
// and leaves no process behind.
import { basename } from 'node:path';
import { chooseElectron, hasDisplay, isRoot } from './electron-binary.ts';
import { StartError } from './error.ts';
import { localRelay } from './local-relay.ts';
import { openBrowser } from './open-browser.ts';
import { readOptions, USAGE, type StartOptions } from './options.ts';
import { holdProfile, runningStart, type Announcement } from './profile-start.ts';
import { openBrowserShell, openElectron, type AppWindow } from './windows.ts';

/** Steps that undo what was started, the newest first. */
const undo: (() => unknown)[] = [];
let ending: Promise<void> | null = null;

/** Ends everything that was started, once. */
function end(status: number): Promise<void> {
  ending ??= (async () => {
    for (const step of undo.reverse()) await step();
    process.exit(status);
  })();
  return ending;
}

async function start(options: StartOptions): Promise<void> {
  const running = await runningStart(options.folder);
  if (running !== null) {
    announce(running, options, 'Hushroom is open already for this profile.');
    return;
  }
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(event, () => void end(0));
  const relay = await relayAddress(options);
  const { window, shell } = await openWindow(options, relay);
  const announcement = (): Announcement => ({
    relay,
    url: window.freshLink(),
    profile: basename(options.profile),
    shell,
  });
  const held = await holdProfile(options.folder, announcement);
  undo.push(() => held?.close());
  announce(announcement(), options, 'Hushroom is open.');
  const link = window.freshLink();
  if (link !== null && options.open && hasDisplay(process.env) && !isRoot()) {
    undo.push(openBrowser(options.folder, link));
  }
  await end(await window.closed);
}

async function relayAddress(options: StartOptions): Promise<string> {
  if (options.relay !== null) return options.relay;
  const relay = await localRelay({
    ...options,
    // With --json standard output is for the one line.
    print: (text) => (options.json ? process.stderr : process.stdout).write(text),
  });
  const child = relay.process;
  if (child !== null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.once('exit', () => {
      if (ending === null)
        process.stderr.write('The relay on this computer has stopped. Start Hushroom again.\n');
    });
    undo.push(() => {
      child.kill('SIGTERM');
      return ended;
    });
  }
  return relay.address;
}

async function openWindow(
  options: StartOptions,
  relay: string,
): Promise<{ window: AppWindow; shell: Announcement['shell'] }> {
  const engineArgs = ['--profile', options.profile, '--home', options.home, '--relay', relay];
  if (options.pick) engineArgs.push('--pick');
  const electron = await chooseElectron(options.home, process.env);
  const own = electron.binary === null ? null : await openElectron(electron.binary, engineArgs);
  if (own === null) {
    const because = electron.binary === null ? electron.because : 'Electron does not start here';
    process.stderr.write(`The app is in your browser, since ${because}.\n`);
  }
  const window = own ?? (await openBrowserShell(engineArgs, options.folder));
  undo.push(() => window.stop());
  return { window, shell: own === null ? 'browser' : 'electron' };
}

function announce(announcement: Announcement, { json }: StartOptions, sentence: string): void {
  if (json) process.stdout.write(`${JSON.stringify(announcement)}\n`);
  else if (announcement.url === null) process.stdout.write(`\n${sentence}\n`);
  else {
    process.stdout.write(
      `\n${sentence} This link works once, for a minute; npm start again gives another:\n\n  ${announcement.url}\n\n`,
    );
  }
}

function report(error: unknown, json: boolean): void {
  const code = error instanceof StartError ? error.code : 'internal';
  const message = error instanceof Error ? error.message : 'unknown fault';
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
  else process.stderr.write(`${message}\n`);
}

const args = process.argv.slice(2);
try {
  const options = readOptions(args, process.env);
  if (options === null) process.stdout.write(USAGE);
  else await start(options);
} catch (error) {
  report(error, args.includes('--json'));
  await end(1);
}
