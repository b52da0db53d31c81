// The relay as an operator runs it: first line, port, data folder, end; and errors with codes.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { TestClient } from './client.ts';
import { hello, makeDevice, register, registerRequest } from './device.ts';
import { append, createLog, openLog } from './log.ts';
import { cleanUp, newFolder, runToEnd, startProcess } from './process.ts';

afterEach(cleanUp);

async function errorOf(data: string, args: readonly string[] = ['--json']): Promise<string> {
  const { status, lines } = await runToEnd(data, args);
  expect([status, lines.length]).toEqual([1, 1]);
  const { error } = JSON.parse(lines[0] ?? '{}') as { error: { code: string; message: string } };
  expect(error.message).not.toBe('');
  return error.code;
}

describe('relay program', () => {
  it('prints its address first, serves, and keeps address, port and data over a restart', async () => {
    const data = newFolder();
    const first = await startProcess(data);
    expect(JSON.parse(first.lines[0] ?? '')).toEqual({ address: first.address, port: first.port });
    const alice = await TestClient.connect(first.address);
    await register(alice, 'alice');
    const log = await createLog(alice);
    await append(alice, log);
    expect(await first.kill('SIGTERM')).toBe(0);

    const second = await startProcess(data, { args: ['--json'] });
    expect(second.address).toBe(first.address);
    const bob = await TestClient.connect(second.address);
    await register(bob, 'bob');
    expect((await openLog(bob, log)).entries).toHaveLength(1);
    expect(readFileSync(join(data, 'address'), 'utf8').trim()).toBe(first.address);
    for (const name of ['ca.key', 'tls.key', 'head.key', 'relay.db']) {
      expect(statSync(join(data, name)).mode & 0o777, name).toBe(0o600);
    }
  });

  it('on SIGTERM answers what is under way, says closing and ends with 0', async () => {
    const relay = await startProcess(newFolder());
    const alice = await TestClient.connect(relay.address);
    await register(alice, 'alice');
    const log = await createLog(alice);
    // One who connected and says nothing holds up nobody.
    const silent = connect(relay.port, '127.0.0.1').on('error', () => undefined);
    await once(silent, 'connect');
    const sent = Array.from({ length: 50 }, () => append(alice, log));
    await sent[0];
    const status = relay.kill('SIGTERM');
    const settled = await Promise.allSettled(sent);
    expect(await status).toBe(0);
    expect(await alice.closed).toBe('shutting-down');
    expect(alice.pushes.at(-1)).toEqual({ type: 'closing' });
    // Every append was answered; none hangs.
    expect(settled.every(({ status: outcome }) => outcome === 'fulfilled')).toBe(true);
  });

  it('listens everywhere for a name or an address that is not this computer, and is called by that', async () => {
    const args = ['--port', '0', '--json', '--host', 'relay.example'];
    const relay = await startProcess(newFolder(), { args });
    expect(relay.address).toMatch(`hushroom://relay.example:${relay.port}/#`);
    const alice = await TestClient.connect(relay.address.replace('relay.example', '127.0.0.1'));
    await register(alice, 'alice');
  });

  it('ends when the program that owns it is gone', async () => {
    const relay = await startProcess(newFolder(), { args: ['--port', '0', '--json', '--owned'] });
    relay.child.stdin?.end();
    expect(await relay.ended).toBe(0);
  });

  it('says who comes and goes as it was told, and no address or id of theirs', async () => {
    const outputs = await Promise.all(
      ['none', 'counts', 'full'].map(async (mode) => {
        const relay = await startProcess(newFolder(), { args: ['--port', '0', '--json', '--console', mode] });
        const alice = await TestClient.connect(relay.address);
        await register(alice, 'alice');
        alice.close();
        const bob = await TestClient.connect(relay.address);
        await register(bob, 'bob');
        await relay.kill('SIGTERM');
        return relay.lines.slice(1);
      }),
    );
    const [none, counts, full] = outputs;
    expect(none).toEqual([]);
    expect(counts?.[0]).toBe('{"event":"connected","online":1}');
    expect(full?.[0]).toBe('{"event":"connected","userName":"alice","online":1}');
    expect(full).toContain('{"event":"disconnected","userName":"alice","online":0}');
    expect(counts?.join('')).not.toContain('alice');
    expect(full?.join('')).not.toMatch(/127\.0\.0\.1|[0-9a-f]{16}/);
  });

  it('asks for the invite code that it printed', async () => {
    const args = ['--port', '0', '--json', '--registration', 'invite'];
    const relay = await startProcess(newFolder(), { args });
    const { inviteCode } = JSON.parse(relay.lines[0] ?? '') as { inviteCode: string };
    const client = await TestClient.connect(relay.address);
    const greeting = await hello(client);
    const device = makeDevice('alice');
    expect(await client.refusal(registerRequest(device, greeting, 'guess'))).toBe('invite-invalid');
    await client.request(registerRequest(device, greeting, inviteCode));
  });

  it('speaks plainly without --json: the address and its QR code, or one line of what is wrong', async () => {
    const data = newFolder();
    const { status, lines } = await runToEnd(data, ['--port', '0', '--owned']);
    expect(status).toBe(0);
    const address = readFileSync(join(data, 'address'), 'utf8').trim();
    expect(lines.map((line) => line.trim())).toContain(address);
    expect(lines.filter((line) => line.includes('█')).length).toBeGreaterThan(15);

    const relay = await startProcess(data);
    const second = await runToEnd(data, []);
    expect([second.status, second.lines]).toEqual([1, []]);
    expect(second.errors).toMatch(/^hushroom relay: .+ \(data-in-use\)\n$/);
    await relay.kill('SIGTERM');
  });
});

describe('a relay that cannot start', () => {
  it('says why with a code and status 1: port taken, data in use', async () => {
    const data = newFolder();
    const relay = await startProcess(data);
    expect(await errorOf(data)).toBe('data-in-use');
    expect(await errorOf(newFolder(), ['--json', '--port', String(relay.port)])).toBe('port-taken');
    await relay.kill('SIGTERM');
    // The kept port is never exchanged for another one.
    const squatter = createServer().listen(relay.port, '127.0.0.1');
    await once(squatter, 'listening');
    expect(await errorOf(data)).toBe('port-taken');
    squatter.close();
  });

  it('refuses what it does not understand', async () => {
    for (const args of [['--port', '70000'], ['--registration', 'maybe'], ['--colour'], ['--host', 'a b']]) {
      expect(await errorOf(newFolder(), ['--json', ...args]), args.join(' ')).toBe('config-invalid');
    }
  });

  it('refuses data of a newer version, damaged data, and keys that are not its own', async () => {
    const data = newFolder();
    await (await startProcess(data)).kill('SIGTERM');
    const path = join(data, 'relay.db');
    const database = new DatabaseSync(path);
    database.exec('pragma user_version = 99');
    database.close();
    expect(await errorOf(data)).toBe('data-newer');
    writeFileSync(path, 'x'.repeat(10_000));
    expect(await errorOf(data)).toBe('data-corrupted');

    const [mine, other] = [newFolder(), newFolder()];
    await (await startProcess(mine)).kill('SIGTERM');
    await (await startProcess(other)).kill('SIGTERM');
    for (const name of ['ca.key', 'ca.crt', 'tls.crt', 'head.crt']) {
      writeFileSync(join(mine, name), readFileSync(join(other, name)));
    }
    expect(await errorOf(mine)).toBe('identity-changed');
    writeFileSync(join(other, 'head.key'), 'rubbish');
    expect(await errorOf(other)).toBe('identity-unusable');
  });
});
