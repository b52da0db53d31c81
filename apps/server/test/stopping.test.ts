// A relay that stops: its store is closed after it.
import { expect, it, vi } from 'vitest';
import { startCore } from './core.ts';

it('looks for nothing that expired after it has stopped, also where it was about to', async () => {
  const core = startCore();
  const expire = vi.spyOn(core.store, 'expire');
  core.relay.stop();
  expect(expire).toHaveBeenCalledTimes(1);
  await core.clock.advance(60 * 60_000);
  expect(expire).toHaveBeenCalledTimes(1);
});
