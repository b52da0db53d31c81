// Somebody who stands between client and relay with a certificate that the client's computer trusts: a login is signed over
// what its own TLS connection exports (RFC 9266), so passing it on to the relay on another connection is of no use.
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server } from 'node:tls';
import { formatAddress, parseAddress } from '@hushroom/wire';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCaCertificate, makeOnlineCertificate } from '../../apps/server/src/tls/certificates.ts';
import type { Program } from './cli/program.ts';
import { Scene } from './cli/scene.ts';

const HOST = '127.0.0.1';
const caKey = generateKeyPairSync('ed25519').privateKey;
const onlineKey = generateKeyPairSync('ed25519').privateKey;
let scene: Scene;
let between: Server;
/** What went from clients to the relay through the one in between. */
const passedOn: Buffer[] = [];

beforeAll(async () => {
  scene = await Scene.start();
  const { port } = parseAddress(scene.address);
  const now = Date.now();
  const ca = makeCaCertificate(caKey, now);
  // The computer trusts both authorities, as if its administrator had installed them.
  writeFileSync(trusted(), readFileSync(join(scene.relayData, 'ca.crt'), 'utf8') + ca);
  const cert = makeOnlineCertificate({ caKey, onlineKey, host: HOST, now });
  const key = onlineKey.export({ type: 'pkcs8', format: 'pem' });
  between = createServer({ key, cert }, (client) => {
    const relay = connect({ host: HOST, port, rejectUnauthorized: false });
    client.on('data', (bytes: Buffer) => passedOn.push(bytes));
    client.on('error', () => relay.destroy());
    relay.on('error', () => client.destroy());
    client.pipe(relay);
    relay.pipe(client);
  });
  await new Promise<void>((resolve) => between.listen(0, HOST, resolve));
});
afterAll(async () => {
  between.close();
  await scene.end();
});

function trusted(): string {
  return join(scene.folder, 'trusted.pem');
}

function register(name: string, port: number): Program {
  scene.person(name);
  const relay = formatAddress({ host: HOST, port, relayId: null });
  const args = ['register', '--relay', relay, '--user', name, '--json', ...scene.profileOf(name)];
  return scene.run('apps/cli/src/main.ts', args, { NODE_EXTRA_CA_CERTS: trusted() });
}

it('is refused a registration that was made for another connection, and one to the relay itself is taken', async () => {
  const deceived = register('alice', (between.address() as AddressInfo).port);
  expect(await deceived.line()).toMatchObject({ error: { code: 'relay-refused' } });
  expect(await deceived.ended()).toBe(1);
  // It did come through to the relay, and was no good there.
  expect(Buffer.concat(passedOn).length).toBeGreaterThan(500);
  const direct = register('alice', parseAddress(scene.address).port);
  expect(await direct.line(), direct.errors).toMatchObject({ user: 'alice' });
  expect(await direct.ended()).toBe(0);
});
