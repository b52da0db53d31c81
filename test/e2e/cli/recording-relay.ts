// A relay over real TLS with a real database, in the test's process, that keeps every byte it receives inside TLS.
import { randomBytes } from 'node:crypto';
import { MESSAGE_BYTES_MAX } from '@hushroom/wire';
import { createRelay, DEFAULT_LIMITS, SqliteStore, systemClock } from '../../../apps/server/src/index.ts';
import { RelayConsole } from '../../../apps/server/src/console.ts';
import { DiskBlobBytes } from '../../../apps/server/src/blob/disk-blob-bytes.ts';
import { DataFolder } from '../../../apps/server/src/data-folder.ts';
import { Listener } from '../../../apps/server/src/listener.ts';
import { takePlace } from '../../../apps/server/src/place.ts';
import { RelayIdentity } from '../../../apps/server/src/tls/identity.ts';

export interface RecordingRelay {
  readonly address: string;
  readonly port: number;
  /** Frames of clients, in order. */
  readonly received: readonly Uint8Array[];
  /** What its console said. */
  readonly log: readonly string[];
  stop(): Promise<void>;
}

async function* recorded(body: AsyncIterable<Uint8Array>, received: Uint8Array[]) {
  for await (const chunk of body) {
    received.push(Uint8Array.from(chunk));
    yield chunk;
  }
}

export async function recordingRelay(data: string): Promise<RecordingRelay> {
  const received: Uint8Array[] = [];
  const log: string[] = [];
  const folder = new DataFolder(data);
  const store = new SqliteStore(folder.pathOf('relay.db'));
  const identity = RelayIdentity.open(folder, Date.now());
  const write = (line: string): void => {
    log.push(line);
  };
  const output = new RelayConsole({ console: 'full', json: false, name: 'recording' }, write, write);
  const relay = createRelay({
    store,
    blobBytes: new DiskBlobBytes(folder.pathOf('blobs')),
    clock: systemClock,
    random: (bytes) => Uint8Array.from(randomBytes(bytes)),
    keys: identity.keys,
    name: 'recording',
    registration: 'open',
    inviteCode: '',
    limits: DEFAULT_LIMITS,
    messageBytesMax: MESSAGE_BYTES_MAX,
    onEvent: (event) => {
      output.event(event);
    },
    onFault: (error) => {
      output.fault(error);
    },
  });
  const listener = new Listener({
    relay: {
      blobs: {
        put: (put) => relay.blobs.put({ ...put, body: recorded(put.body, received) }),
        find: (blobId) => relay.blobs.find(blobId),
        settled: () => relay.blobs.settled(),
      },
      connect: (link) => {
        const connection = relay.connect(link);
        return {
          ...connection,
          receive: (frame) => {
            received.push(frame);
            connection.receive(frame);
          },
        };
      },
      stop: () => {
        relay.stop();
      },
    },
    clock: systemClock,
    limits: DEFAULT_LIMITS,
    certificate: identity.onlineCertificate(Date.now(), '127.0.0.1'),
    onFault: (error) => {
      output.fault(error);
    },
  });
  const { relayId } = identity.keys;
  const place = await takePlace(listener, { host: '127.0.0.1', port: 0, folder, relayId });
  output.started({ ...place, inviteCode: null, stop: () => Promise.resolve() });
  return {
    ...place,
    received,
    log,
    stop: async () => {
      const closed = listener.close();
      relay.stop();
      listener.destroyConnections();
      await closed;
      store.close();
    },
  };
}
