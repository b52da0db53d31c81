// keys.publish, keys.count, keys.claim: one-time key packages and one of last resort per device.
import { RelayError, type RequestOf } from '@hushroom/wire';
import { hex } from '../bytes.ts';
import { deviceOf, type Core } from '../core.ts';
import type { Call } from '../session.ts';

export function keysPublish(core: Core, call: Call, request: RequestOf<'keys.publish'>): void {
  const { deviceId } = deviceOf(call);
  const { oneTime, lastResort } = request;
  const max = core.options.limits.keyPackagesPerDeviceMax;
  core.write(
    call,
    () => {
      core.store.publishKeys({ deviceId, oneTime, lastResort, max, now: core.clock.now() });
    },
    () => {
      call.answer({ type: 'ok' });
    },
  );
}

export function keysCount(core: Core, call: Call): void {
  call.answer({ type: 'keysCount', ...core.store.countKeys(deviceOf(call).deviceId) });
}

/** Hands out a key package that nobody else gets; the one of last resort only when there is no other. */
export function keysClaim(core: Core, call: Call, request: RequestOf<'keys.claim'>): void {
  core.spend('claim', hex(deviceOf(call).deviceId));
  core.write(
    call,
    () => {
      const claimed = core.store.claimKey(request.deviceId);
      if (claimed === null) throw new RelayError('no-key-package');
      return claimed;
    },
    (claimed) => {
      call.answer({ type: 'keysClaim', ...claimed });
    },
  );
}
