// Certificates, names and safety codes: everything made here is accepted, everything changed is not.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  countersignDeviceCertificate,
  decodeDeviceCertificate,
  DEVICE_CERTIFICATE_BYTES_MAX,
  DEVICE_ID_BYTES,
  ed25519,
  encodeDeviceCertificate,
  encodeSafetyCode,
  fingerprint,
  judgeSafetyCode,
  parseSafetyCode,
  parseUserName,
  ready,
  safetyNumber,
  safetyWordIndexes,
  Secret,
  signDeviceCertificate,
  signStatement,
  verifyDeviceCertificate,
  verifyStatement,
  type DeviceCertificate,
  type SafetyCode,
  type SignatureKeyPair,
} from '../index.ts';
import { signWithLabel } from '../suite/labeled.ts';
import { suiteById } from '../suite/cipher-suite.ts';

await ready;

const keys = (fill: number): SignatureKeyPair =>
  ed25519.keyPairFromSeed(Secret.of(new Uint8Array(32).fill(fill)));
const failsWith = (code: string): Error => expect.objectContaining({ code }) as Error;
const alice = parseUserName('alice');
const bob = parseUserName('bob');

describe('user names', () => {
  it.each(['al', 'alice', 'a.b-c_d', '0'.repeat(32), '...'])('takes %s', (name) => {
    expect(parseUserName(name)).toBe(name);
  });

  it.each(['', 'a', 'Alice', 'a'.repeat(33), 'al ice', 'alice\n', 'älice', 'аlice', 'a/b', 'alice\u0000'])(
    'refuses %j',
    (name) => {
      expect(() => parseUserName(name)).toThrow(failsWith('bad-user-name'));
    },
  );
});

describe('statements', () => {
  it('hold for their label only, and are never MLS signatures', () => {
    const pair = keys(1);
    const content = Uint8Array.of(1, 2, 3);
    const signature = signStatement('Login', content, pair.secretKey);
    verifyStatement('Login', content, pair.publicKey, signature);
    const refused = failsWith('bad-signature');
    expect(() => {
      verifyStatement('DeviceCertificate', content, pair.publicKey, signature);
    }).toThrow(refused);
    const mls = signWithLabel(suiteById(0xf00e), pair.secretKey, 'Login', content);
    expect(() => {
      verifyStatement('Login', content, pair.publicKey, mls);
    }).toThrow(refused);
  });
});

describe('device certificates', () => {
  const certify = (number: number): DeviceCertificate =>
    signDeviceCertificate(
      {
        userName: alice,
        deviceId: new Uint8Array(DEVICE_ID_BYTES).fill(5),
        deviceKey: keys(2).publicKey,
        suites: [0x0003, 0xf00e],
        number,
        created: 1_700_000_000_000,
      },
      keys(1),
    );
  const refused = failsWith('bad-certificate');
  const verify = (certificate: DeviceCertificate) => (): void => {
    verifyDeviceCertificate(certificate);
  };

  it('come back from their encoding and verify', () => {
    const second = countersignDeviceCertificate(certify(2), keys(3));
    for (const certificate of [certify(1), second]) {
      const encoded = encodeDeviceCertificate(certificate);
      expect(encoded.length).toBeLessThanOrEqual(DEVICE_CERTIFICATE_BYTES_MAX);
      const decoded = decodeDeviceCertificate(encoded);
      expect(decoded).toEqual(certificate);
      verifyDeviceCertificate(decoded);
    }
  });

  it('need a countersignature of another device from the second on, and only then', () => {
    expect(verify(certify(2))).toThrow(refused);
    expect(verify(countersignDeviceCertificate(certify(1), keys(3)))).toThrow(refused);
    expect(verify(countersignDeviceCertificate(certify(2), keys(2)))).toThrow(refused);
    const countersigned = countersignDeviceCertificate(certify(2), keys(3));
    const claimed = { ...countersigned.countersignature!, deviceKey: keys(4).publicKey };
    expect(verify({ ...countersigned, countersignature: claimed })).toThrow(refused);
  });

  it('do not verify with any byte changed', () => {
    const encoded = encodeDeviceCertificate(countersignDeviceCertificate(certify(2), keys(3)));
    for (let index = 0; index < encoded.length; index += 1) {
      const changed = encoded.slice();
      changed[index]! ^= 1;
      expect(() => {
        verifyDeviceCertificate(decodeDeviceCertificate(changed));
      }).toThrow(refused);
    }
  });

  it('are refused before signing when nobody would accept them', () => {
    const sound = certify(1);
    for (const wrong of [
      { deviceKey: keys(1).publicKey },
      { suites: [] },
      { suites: [0xf00e, 0x0003] },
      { suites: [3, 3] },
      { number: 0 },
    ]) {
      expect(() => signDeviceCertificate({ ...sound, ...wrong }, keys(1))).toThrow(refused);
    }
  });

  it('decode to a certificate or throw bad-certificate, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(() => decodeDeviceCertificate(bytes)).toThrow(refused);
      }),
    );
  });
});

describe('safety numbers', () => {
  const one = { userName: alice, accountKey: keys(1).publicKey };
  const other = { userName: bob, accountKey: keys(2).publicKey };

  it('are the figures they were when first compared', () => {
    expect(safetyNumber(fingerprint(one), fingerprint(other)).join(' ')).toMatchInlineSnapshot(
      `"42891 63980 99243 49294 82780 97684 97076 28436 27236 37898 90144 45505"`,
    );
    expect(safetyWordIndexes(fingerprint(one), fingerprint(other))).toMatchInlineSnapshot(`
      [
        1117,
        467,
        1663,
        1212,
        1510,
        1821,
        1349,
        1502,
        1535,
        321,
        1562,
        490,
      ]
    `);
  });

  it('are the same for both, one half each, and change with any name or key', () => {
    const mine = safetyNumber(fingerprint(one), fingerprint(other));
    expect(safetyNumber(fingerprint(other), fingerprint(one))).toEqual(mine);
    expect(mine).toHaveLength(12);
    for (const group of mine) expect(group).toMatch(/^\d{5}$/);

    const third = fingerprint({ userName: bob, accountKey: keys(3).publicKey });
    const halves = (groups: string[]): string[] => [groups.slice(0, 6).join(), groups.slice(6).join()];
    const unchanged = halves(safetyNumber(fingerprint(one), third)).filter((half) =>
      halves(mine).includes(half),
    );
    expect(unchanged).toHaveLength(1);
    const renamed = fingerprint({ ...one, userName: parseUserName('alicf') });
    expect(safetyNumber(renamed, fingerprint(other))).not.toEqual(mine);
  });

  it('give words that stand for the same halves', () => {
    const bits = (bytes: Uint8Array): string =>
      Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0'))
        .join('')
        .slice(0, 66);
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 64, maxLength: 64 }),
        fc.uint8Array({ minLength: 64, maxLength: 64 }),
        (left, right) => {
          const words = safetyWordIndexes(left, right);
          expect(safetyWordIndexes(right, left)).toEqual(words);
          const expected = [left, right].map(bits).sort().join('');
          expect(words.map((word) => word.toString(2).padStart(11, '0')).join('')).toBe(expected);
        },
      ),
    );
  });
});

describe('safety codes', () => {
  const relayId = new Uint8Array(32).fill(7);
  const code: SafetyCode = {
    relayId,
    shower: { userName: alice, accountKey: keys(1).publicKey },
    reader: { userName: bob, accountKey: keys(2).publicKey },
    rosterHead: { seq: 12, transcript: new Uint8Array(32).fill(8) },
  };
  const here = { relayId, me: code.reader, other: code.shower };

  it('come back from their text, which a QR code holds densely', () => {
    const encoded = encodeSafetyCode(code);
    expect(encoded).toMatch(/^[A-Z0-9:]+$/);
    expect(parseSafetyCode(encoded)).toEqual(code);
    expect(judgeSafetyCode(parseSafetyCode(encoded), here)).toBe('same');
  });

  it('tell what differs', () => {
    const key = keys(9).publicKey;
    expect(judgeSafetyCode(code, { ...here, relayId: key })).toBe('other-relay');
    expect(judgeSafetyCode(code, { ...here, me: { ...here.me, userName: alice } })).toBe('other-people');
    expect(judgeSafetyCode(code, { ...here, other: { ...here.other, accountKey: key } })).toBe(
      'their-key-differs',
    );
    expect(judgeSafetyCode(code, { ...here, me: { ...here.me, accountKey: key } })).toBe('my-key-differs');
    // One's own code, scanned by oneself.
    expect(judgeSafetyCode(code, { relayId, me: here.other, other: here.me })).toBe('other-people');
  });

  it('are refused when malformed, and no text but one decodes to the same code', () => {
    const encoded = encodeSafetyCode(code);
    const refused = failsWith('bad-safety-code');
    for (const wrong of ['', 'https://example.org', encoded.slice(9), encoded.slice(0, -1), `${encoded}A`]) {
      expect(() => parseSafetyCode(wrong)).toThrow(refused);
    }
    expect(() => parseSafetyCode(`HUSHROOM:AAB${encoded.slice(12)}`)).toThrow(refused);
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        expect(() => parseSafetyCode(`HUSHROOM:${text}`)).toThrow(refused);
      }),
    );
  });
});
