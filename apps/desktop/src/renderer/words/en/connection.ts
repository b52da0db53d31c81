// What is said about the connection to the relay, and about the engine.
import type { ConnectionState } from '@hushroom/ipc';
import { counting } from '../plural.ts';

const count = counting('en');

export const connection = {
  states: {
    online: 'Online',
    connecting: 'Connecting',
    offline: 'Offline',
  } satisfies Record<ConnectionState, string>,
  connecting: 'Connecting to the relay',
  offline: 'You are offline',
  retry: (wait: string) => `Trying again ${wait}.`,
  tryNow: 'Try now',
  move: 'Change address…',
  moveTitle: 'The relay at another address',
  moveHelp:
    'If the relay has moved, enter its present address, as whoever runs it has it. Everything you have here stays, and what waits is sent.',
  moveRule: 'The part after # has to be the same as before.',
  useAddress: 'Use this address',
  waiting: (queued: number) =>
    count(queued, {
      one: '# message waits and is sent by itself.',
      other: '# messages wait and are sent by themselves.',
    }),
  engineLost: 'Hushroom is restarting',
  engineLostHelp: 'Nothing that was sent is lost. You may be asked for your passphrase.',
  appEnded: 'Hushroom is not running any more',
  appEndedHelp:
    'Start it again in the terminal, and open the link that it prints. Nothing that was sent is lost.',
};
