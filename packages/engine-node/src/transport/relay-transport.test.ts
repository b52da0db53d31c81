import { getEventListeners, once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSocket } from './relay-transport.ts';

/** Takes connections, and says nothing. */
let server: Server;
let port: number;
beforeEach(async () => {
  server = createServer((socket) => socket.on('error', () => undefined));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  server.close();
});

it('gives up connecting when it is told to', async () => {
  const controller = new AbortController();
  const opening = openSocket({ host: '127.0.0.1', port, relayId: null }, Date.now(), controller.signal);
  controller.abort();
  await expect(opening).rejects.toMatchObject({ code: 'relay-unreachable' });
});

it('lets go of the signal where connecting fails otherwise: one signal sees many attempts', async () => {
  const { signal } = new AbortController();
  await new Promise((resolve) => server.close(resolve));
  for (let attempt = 0; attempt < 3; attempt++) {
    const opening = openSocket({ host: '127.0.0.1', port, relayId: null }, Date.now(), signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await expect(opening).rejects.toMatchObject({ code: 'relay-unreachable' });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  }
});
