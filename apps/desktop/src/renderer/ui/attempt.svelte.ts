// Something that is tried while somebody waits for it: whether it is under way, and why it did not work.
import type { ErrorView } from '@hushroom/ipc';

/** How a call ended; `value` and the rest of it are the caller's. */
export type Answer = { readonly ok: true } | { readonly ok: false; readonly error: ErrorView };

export class Attempt {
  /** Which of the things that can be tried here is under way; null while none is. */
  doing = $state<string | null>(null);
  /** Why the last one did not work; null if it did, or nothing was tried. */
  problem = $state.raw<ErrorView | null>(null);

  get busy(): boolean {
    return this.doing !== null;
  }

  /** Tries it and returns how it ended. `what` tells apart where one of several can be tried. */
  async run<A extends Answer>(call: () => Promise<A>, what = ''): Promise<A> {
    this.doing = what;
    try {
      const answer = await call();
      this.problem = answer.ok ? null : answer.error;
      return answer;
    } finally {
      this.doing = null;
    }
  }
}
