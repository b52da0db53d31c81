// The engine process, the same under both shells: one profile, served over the parent's channel and the profile's socket.
// Keys, database and the connection to the relay are here and nowhere else.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { createEngineHost, homeFolder, listenForFiles, profileFolder } from '@hushroom/engine-node';
import manifest from '../../package.json' with { type: 'json' };
import { openParentChannel } from './parent-channel.ts';
import { ShellKeychain } from './shell-keychain.ts';

const { values } = parseArgs({
  options: {
    profile: { type: 'string', default: 'default' },
    home: { type: 'string' },
    /** No profile was named: the page asks which, where there are others. */
    pick: { type: 'boolean', default: false },
    /** The relay to offer on the first page. */
    relay: { type: 'string', default: '' },
    /** The shell has a keychain. */
    keychain: { type: 'boolean', default: false },
    /** The shell has one that only hides what it holds. */
    'keychain-weak': { type: 'boolean', default: false },
  },
});

const channel = openParentChannel();
// From the beginning: a shell that is killed while all is being loaded is not heard of again.
const ended = new Promise<void>((resolve) => {
  channel.onEnd(resolve);
});
const keychain = values.keychain
  ? new ShellKeychain((request) => {
      channel.send(request);
    })
  : null;
const starting = createEngineHost({
  folder: profileFolder({ profile: values.profile, home: values.home }, process.env),
  profile: basename(values.profile),
  home: homeFolder(values.home, process.env),
  pick: values.pick,
  suggestedRelay: values.relay,
  version: manifest.version,
  keychain,
  keychainWeak: values['keychain-weak'],
  onEvent: (message) => {
    channel.send(message);
  },
  onFault: (fault) => {
    process.stderr.write(`${fault}\n`);
  },
});

// At once: what a shell says while all is being loaded is not said again.
channel.onMessage((message) => {
  if ('keychain' in message) keychain?.reply(message);
  else {
    void starting
      .then((host) => host.handle(message))
      .then((result) => {
        channel.send(result);
      });
  }
});

const host = await starting;
const files = await listenForFiles((ticket) => host.useTicket(ticket));
channel.send({ ready: true, files: files.path });
await ended;
await Promise.allSettled([host.close(), files.close()]);
process.exit(0);
