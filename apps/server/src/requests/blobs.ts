// blob.reserve and blob.delete. The bytes themselves go over HTTP: see blob/.
import { BLOB_BYTES_MAX, RelayError, TOKEN_BYTES, type RequestOf } from '@hushroom/wire';
import { hex } from '../bytes.ts';
import { deviceOf, type Core } from '../core.ts';
import type { Call } from '../session.ts';

/** Makes or finds the place of a blob, and gives leave to put it from where it stands. */
export function blobReserve(core: Core, call: Call, request: RequestOf<'blob.reserve'>): void {
  const { deviceId, userName } = deviceOf(call);
  const { blobId, size, deleteHash } = request;
  if (size > BLOB_BYTES_MAX) throw new RelayError('too-large');
  if (size === 0) throw new RelayError('bad-request');
  core.spend('blob', hex(deviceId));
  const { limits, random } = core.options;
  const reservation = { blobId, size, deleteHash, userName, now: core.clock.now() };
  core.write(
    call,
    () =>
      core.store.blobs.reserve(reservation, {
        bytesPerAccountMax: limits.blobBytesPerAccountMax,
        blobsPerAccountMax: limits.blobsPerAccountMax,
        bytesLeft: core.blobs.room.left,
      }),
    ({ received }) => {
      const token = random(TOKEN_BYTES);
      core.blobs.grants.give(blobId, token);
      call.answer({ type: 'blobGrant', token, received });
    },
  );
}

export function blobDelete(core: Core, call: Call, request: RequestOf<'blob.delete'>): void {
  core.spend('blob', hex(deviceOf(call).deviceId));
  core.blobs.remove(request.blobId, request.deleteToken).then(
    () => {
      call.answer({ type: 'ok' });
    },
    (error: unknown) => {
      if (!(error instanceof RelayError)) core.options.onFault(error);
      call.refuse(error instanceof RelayError ? error : new RelayError('internal'));
    },
  );
}
