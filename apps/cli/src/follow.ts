// Doing something at every change of the engine, over as many engines as it takes: the one that a command is attached to
// may be another command's, and end with it.
import { CallError, type EngineConnection } from '@hushroom/engine-node';
import type { Run } from './command.ts';
import { Watch } from './watch.ts';

/**
 * Runs `step` now and at every change until it resolves to true, at the latest until `deadline` (ms since 1970) or until
 * `interruption` resolves.
 */
export async function follow(
  run: Run,
  deadline: number,
  step: (engine: EngineConnection, watch: Watch) => Promise<boolean>,
  interruption?: Promise<void>,
): Promise<void> {
  const state = { over: false };
  void interruption?.then(() => {
    state.over = true;
  });
  for (;;) {
    const engine = await run.engine();
    let watch: Watch | null = null;
    try {
      watch = await Watch.start(engine);
      while (!watch.gone) {
        const before = watch.changes;
        if ((await step(engine, watch)) || state.over || Date.now() >= deadline) return;
        const change = watch.change(before, deadline);
        await (interruption === undefined ? change : Promise.race([change, interruption]));
      }
    } catch (error) {
      if (!(error instanceof CallError && error.code === 'engine-stopped')) throw error;
    } finally {
      watch?.stop();
    }
  }
}
