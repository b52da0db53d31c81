// inbox.append and inbox.open: what waits for one device.
import { READ_BYTES_MAX, type RequestOf } from '@hushroom/wire';
import { hex } from '../bytes.ts';
import { deviceOf, type Core } from '../core.ts';
import type { Call } from '../session.ts';
import type { PlacedInboxItem } from '../store/store.ts';

export function inboxAppend(core: Core, call: Call, request: RequestOf<'inbox.append'>): void {
  const { deviceId: sender } = deviceOf(call);
  core.spend('append', hex(sender));
  const { deviceId, kind, clientEntryId, payload } = request;
  const requestHash = call.hash();
  const work = (): PlacedInboxItem | null =>
    core.store.appendInbox(
      { deviceId, sender, kind, clientEntryId, payload, requestHash, now: core.clock.now() },
      core.inboxQuota,
    );
  core.keep(call, { payloads: [payload], work }, (placed) => {
    if (placed !== null) core.peers.publishInboxItem(placed);
    call.answer({ type: 'ok' });
  });
}

/** Settles what the device has processed and reads what waits; new items are pushed from the last reply on. */
export function inboxOpen(core: Core, call: Call, request: RequestOf<'inbox.open'>): void {
  const { deviceId } = deviceOf(call);
  const { session } = call;
  core.write(
    call,
    () => {
      core.store.settleInbox(deviceId, request.after);
    },
    () => {
      const page = core.store.readInbox(deviceId, { after: request.after, bytesMax: READ_BYTES_MAX });
      session.listensToInbox = !page.more;
      session.inboxSeq = page.entries.at(-1)?.seq ?? request.after;
      call.answer({ type: 'inboxOpen', items: page.entries, more: page.more });
    },
  );
}
