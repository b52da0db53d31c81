// hushroom listen: everything new, as it arrives.
import type { EngineConnection } from '@hushroom/engine-node';
import { positionals } from '../arguments.ts';
import type { Command } from '../command.ts';
import { connectionRemark } from '../connection-remark.ts';
import { follow } from '../follow.ts';
import { printNews } from '../news.ts';
import type { Watch } from '../watch.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const listen: Command = {
  usage: 'listen',
  about:
    'Prints the messages of others that were not printed yet, and then each one as it arrives, until interrupted.',
  options: {},
  run: async (run) => {
    positionals(run);
    const interruption = new Promise<void>((resolve) => {
      for (const signal of SIGNALS) process.once(signal, resolve);
    });
    let reason: string | null = null;
    const print = async (engine: EngineConnection, watch: Watch): Promise<boolean> => {
      const { state, reason: why } = watch.connection;
      if (state === 'offline' && why !== reason) connectionRemark(run.output, watch.connection);
      reason = state === 'offline' ? why : null;
      await printNews(run.output, engine, watch);
      return false;
    };
    await follow(run, Number.MAX_SAFE_INTEGER, print, interruption);
  },
};
