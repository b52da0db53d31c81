// hushroom relay: starts the relay as a process of its own, under the same Node, and ends with it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CommandError, type Command } from '../command.ts';
import { userPath } from '../user-path.ts';

const PROGRAM = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url));
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const relay: Command = {
  usage: 'relay',
  about:
    'Runs a relay until interrupted, and prints its address: what others need to register there. With --json its\n' +
    'first line is {"address","port"}.',
  options: {
    host: {
      type: 'string',
      value: 'HOST',
      help: 'what clients connect to; listened on where it is this computer’s (default: 127.0.0.1)',
    },
    port: {
      type: 'string',
      value: 'PORT',
      help: 'port; 0: any free one (default: 7440, then the one chosen first)',
    },
    data: {
      type: 'string',
      value: 'DIR',
      help: 'where its database and keys are (default: relay in HUSHROOM_HOME or your data folder)',
    },
    name: { type: 'string', value: 'NAME', help: 'what the relay calls itself (default: Hushroom relay)' },
    registration: {
      type: 'string',
      value: 'WHO',
      help: 'who may register: open, invite or closed (default: open)',
    },
    console: {
      type: 'string',
      value: 'HOW',
      help: 'what is printed of connections: none, counts or full (default: full)',
    },
  },
  run: async (run) => {
    const passed = Object.keys(relay.options).flatMap((name) => {
      const value = run.option(name);
      if (value === null) return [];
      return [`--${name}`, name === 'data' ? userPath(value) : value];
    });
    const json = run.flag('json') ? ['--json'] : [];
    // It stops when its standard input ends: also when this process is killed.
    const child = spawn(process.execPath, [PROGRAM, ...passed, ...json, '--owned'], {
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    const forward = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, forward);
    const [status] = (await once(child, 'exit')) as [number | null];
    for (const signal of SIGNALS) process.off(signal, forward);
    // It said itself what was wrong.
    if (status === null) throw new CommandError('relay-failed');
    process.exitCode = status;
  },
};
