// A device that is registered and hostile: valid frames with bytes changed, cut, doubled and grown (500; 10,000 under SLOW=1).
// Each gets an answer with a code or ends its own connection; the relay reports no fault, and another device feels nothing.
import { describe, expect, it } from 'vitest';
import { encode } from '@hushroom/codec';
import { requestFrame, type Request } from '@hushroom/wire';
import type { TestClient } from './client.ts';
import { startCore } from './core.ts';
import {
  deviceEntryOf,
  hello,
  logIn,
  makeDevice,
  randomOf,
  registerRequest,
  relayIdOfHello,
} from './device.ts';
import { append, appendRequest, createLog, openLog, rotationOf } from './log.ts';

const ROUNDS = process.env['SLOW'] === undefined ? 500 : 10_000;
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Numbers from a seed (Park and Miller's minimal standard). */
function seededNumbers(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function mutate(frame: Uint8Array, below: (max: number) => number): Uint8Array {
  const bytes = [...frame];
  for (let changes = below(4); changes >= 0; changes--) {
    const at = below(bytes.length + 1);
    const kind = below(4);
    if (kind === 0) bytes[at] = below(256);
    else if (kind === 1) bytes.splice(at, 1 + below(8));
    else if (kind === 2) bytes.splice(at, 0, ...bytes.slice(at, at + below(40)));
    else bytes.splice(at, 0, below(256));
  }
  return Uint8Array.from(bytes, (byte) => byte);
}

describe('hostile frames', () => {
  it(`cause no fault and reach nobody else (SEED=${SEED})`, async () => {
    console.log(`hostile frames from SEED=${SEED}`);
    const unlimited = { burst: 1e9, perSecond: 1e9 };
    const core = startCore({
      limits: {
        requestRate: unlimited,
        appendRate: unlimited,
        createRate: unlimited,
        claimRate: unlimited,
        loginRate: unlimited,
      },
    });
    const { client: alice } = await core.join('alice');
    const own = await createLog(alice);
    await append(alice, own);
    const { client: mallory, device } = await core.join('mallory');
    const log = await createLog(mallory);
    const greeting = await hello(core.connect());
    const payload = randomOf(40);
    const { rotation } = rotationOf(log, { relayId: relayIdOfHello(greeting), payload });
    const welcomes = [{ deviceId: device.deviceId, payload: randomOf(20) }];
    const phone = { ...device, deviceId: randomOf(16) };
    const requests: Request[] = [
      registerRequest(makeDevice('carol'), greeting),
      { type: 'roster.read', after: 0 },
      { type: 'roster.append', entry: deviceEntryOf(phone) },
      { type: 'keys.publish', oneTime: [randomOf(30), randomOf(30)], lastResort: randomOf(30) },
      { type: 'keys.claim', deviceId: device.deviceId },
      { type: 'log.open', logId: log.logId, token: log.token, after: 0 },
      appendRequest(log),
      appendRequest(log, { kind: 'commit', payload, rotation, welcomes }),
      { type: 'log.publish', logId: log.logId, payload: randomOf(10) },
      {
        type: 'inbox.append',
        deviceId: device.deviceId,
        kind: 'readd',
        clientEntryId: randomOf(16),
        payload,
      },
      { type: 'inbox.open', after: 0 },
    ];
    const below = seededNumbers(SEED);
    let connection: TestClient | null = null;
    for (let round = 1; round <= ROUNDS; round++) {
      if (connection === null) {
        const opened = core.connect();
        await logIn(opened, device);
        // A rotation that came through has ended this token: what needs an open log is then refused.
        await openLog(opened, log);
        void opened.closed.then(() => {
          connection = null;
        });
        connection = opened;
      }
      const request = requests[below(requests.length)] ?? { type: 'ping' };
      connection.sendRaw(mutate(encode(requestFrame, { id: round, request }), below));
      // One turn for the commit that this may have queued, one for the end of the connection.
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(core.faults).toEqual([]);
    expect(alice.pushes.filter(({ type }) => type !== 'entry')).toEqual([]);
    expect((await openLog(alice, own)).entries).toHaveLength(1);
    expect(await append(alice, own)).toBe(2);
  }, 120_000);
});
