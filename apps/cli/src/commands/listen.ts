// hushroom listen: everything new, as it arrives.
import { positionals } from '../arguments.ts';
import type { Command } from '../command.ts';
import { connectionRemark } from '../connection-remark.ts';
import { printNews } from '../news.ts';
import { Watch } from '../watch.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const listen: Command = {
  usage: 'listen',
  about:
    'Prints the messages of others that were not printed yet, and then each one as it arrives, until interrupted.',
  options: {},
  run: async (run) => {
    positionals(run);
    const engine = await run.engine();
    const watch = await Watch.start(engine);
    let interrupted = false;
    const interruption = new Promise<void>((resolve) => {
      for (const signal of SIGNALS) {
        process.once(signal, () => {
          interrupted = true;
          resolve();
        });
      }
    });
    let reason: string | null = null;
    // The loop ends by a signal, or with the engine that it is attached to.
    while (!watch.gone) {
      const before = watch.changes;
      if (watch.connection.state === 'offline' && watch.connection.reason !== reason) {
        connectionRemark(run.output, watch.connection);
      }
      reason = watch.connection.state === 'offline' ? watch.connection.reason : null;
      await printNews(run.output, engine, watch);
      await Promise.race([interruption, watch.change(before, Number.MAX_SAFE_INTEGER)]);
      if (isTrue(interrupted)) return;
    }
    run.output.remark('hushroom: the engine that had this profile open stopped.');
  },
};

/** TypeScript does not see that a listener assigns. */
function isTrue(value: boolean): boolean {
  return value;
}
