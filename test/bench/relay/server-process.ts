// Starts the relay under measurement as a process of its own and asks it what it used.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Usage {
  /** Resident memory after a garbage collection. */
  readonly residentBytes: number;
  /** Processor time since its start, user and system. */
  readonly cpuMicros: number;
}

export interface Server {
  readonly address: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

export async function startServer(data: string): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server.ts'), [data], { execArgv: ['--expose-gc'] });
  const answer = async <T>(): Promise<T> => {
    const [message] = (await once(child, 'message')) as [T];
    return message;
  };
  const { address } = await answer<{ address: string }>();
  return {
    address,
    usage: () => {
      child.send('usage');
      return answer<Usage>();
    },
    stop: async () => {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}
