// Which peers the transport takes for the relay of an address, and how it names each way of being another.
import { createHash, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { TransportError, type Connection } from '@hushroom/client';
import { createRelayTransport } from '@hushroom/engine-node';
import { parseAddress, type RelayAddress } from '@hushroom/wire';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { makeCaCertificate, makeOnlineCertificate } from '../../apps/server/src/tls/certificates.ts';
import { relayInProcess, type RelayInProcess } from '../relay-in-process.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let relay: RelayInProcess;
let address: RelayAddress;
beforeAll(async () => {
  relay = await relayInProcess();
  address = parseAddress(relay.address);
});
afterAll(() => relay.stop());

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  // Whoever connects and goes away is not this test's subject.
  server.on('connection', (socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const nothing = { onFrame: () => undefined, onClose: () => undefined };

async function connect(to: RelayAddress, now = Date.now()): Promise<Connection> {
  return (await createRelayTransport(() => now)).connect(to, nothing);
}

async function codeOf(connecting: Promise<Connection>): Promise<string | null> {
  try {
    (await connecting).close();
    return null;
  } catch (error) {
    if (error instanceof TransportError) return error.code;
    throw error;
  }
}

it('takes the relay whose CA the address names, by whatever name it is reached', async () => {
  expect(await codeOf(connect(address))).toBeNull();
  expect(await codeOf(connect({ ...address, host: 'localhost' }))).toBeNull();
});

it('refuses a relay whose CA is not the one in the address', async () => {
  expect(await codeOf(connect({ ...address, relayId: randomBytes(32) }))).toBe('relay-not-the-one');
});

it('refuses a certificate that only travels with the right CA', async () => {
  const keys = (): ReturnType<typeof generateKeyPairSync> => generateKeyPairSync('ed25519');
  const [real, impostor, online] = [keys(), keys(), keys()];
  const [now, host] = [Date.now(), '127.0.0.1'];
  const leaf = makeOnlineCertificate({
    caKey: impostor.privateKey,
    onlineKey: online.privateKey,
    host,
    now,
  });
  const genuine = makeOnlineCertificate({
    caKey: real.privateKey,
    onlineKey: online.privateKey,
    host,
    now,
  });
  const ca = makeCaCertificate(real.privateKey, now);
  const relayId = createHash('sha256')
    .update(createPublicKey(real.privateKey).export({ type: 'spki', format: 'der' }))
    .digest();
  const serve = async (options: TlsOptions): Promise<string | null> => {
    const server = createTlsServer(options);
    server.on('tlsClientError', () => undefined);
    return codeOf(connect({ host: '127.0.0.1', port: await listening(server), relayId }));
  };
  const key = online.privateKey.export({ type: 'pkcs8', format: 'pem' });
  // The CA's own key on line, the leaf of another CA, a leaf alone.
  const caKey = real.privateKey.export({ type: 'pkcs8', format: 'pem' });
  expect(await serve({ key: caKey, cert: ca })).toBe('relay-not-the-one');
  expect(await serve({ key, cert: `${leaf}${ca}` })).toBe('relay-not-the-one');
  expect(await serve({ key, cert: genuine })).toBe('relay-not-the-one');
  // The control: the true chain passes the check, and then nobody answers the WebSocket.
  const server = createTlsServer({ key, cert: `${genuine}${ca}` }, (socket) =>
    socket.end('no relay\r\n\r\n'),
  );
  expect(await codeOf(connect({ host: '127.0.0.1', port: await listening(server), relayId }))).not.toBe(
    'relay-not-the-one',
  );
});

it('names a wrong clock, before and after the time of the certificate', async () => {
  expect(await codeOf(connect(address, Date.now() + 200 * DAY_MS))).toBe('clock-wrong');
  expect(await codeOf(connect(address, Date.now() - 200 * DAY_MS))).toBe('clock-wrong');
  // A wrong CA stays a wrong CA, whatever the time.
  const other = { ...address, relayId: randomBytes(32) };
  expect(await codeOf(connect(other, Date.now() + 200 * DAY_MS))).toBe('relay-not-the-one');
});

it('names a relay that is not there', async () => {
  const server = createTcpServer();
  const port = await listening(server);
  server.close();
  expect(await codeOf(connect({ ...address, port }))).toBe('relay-unreachable');
  expect(await codeOf(connect({ ...address, host: 'no-such-host.invalid' }))).toBe('relay-unreachable');
});

it('names a relay that closes, and something that is no relay', async () => {
  const closing = await listening(createTcpServer((socket) => socket.destroy()));
  expect(await codeOf(connect({ ...address, port: closing }))).toBe('relay-unreachable');
  const talking = await listening(createTcpServer((socket) => socket.end('220 ready\r\n')));
  expect(await codeOf(connect({ ...address, port: talking }))).toBe('relay-not-the-one');
});

it('does not speak TLS 1.2', async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const cert = makeCaCertificate(privateKey, Date.now());
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const server = createTlsServer({ key, cert, maxVersion: 'TLSv1.2' });
  server.on('tlsClientError', () => undefined);
  expect(await codeOf(connect({ ...address, port: await listening(server) }))).toBe('relay-not-the-one');
});

it("asks the system's authorities where the address has no fragment", async () => {
  expect(await codeOf(connect({ ...address, relayId: null }))).toBe('relay-untrusted');
});

it('says once that the connection has ended', async () => {
  const own = await relayInProcess();
  let ended = 0;
  const transport = await createRelayTransport(() => Date.now());
  const { promise, resolve } = Promise.withResolvers<undefined>();
  await transport.connect(parseAddress(own.address), {
    onFrame: () => undefined,
    onClose: () => {
      ended += 1;
      resolve(undefined);
    },
  });
  await own.stop();
  await promise;
  expect(ended).toBe(1);
});
