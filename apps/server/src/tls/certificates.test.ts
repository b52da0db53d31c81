// The certificates that der.ts writes, read by OpenSSL.
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isRenewalDue, makeCaCertificate, makeOnlineCertificate } from './certificates.ts';

const DAY_MS = 24 * 3600 * 1000;
const HOST = '192.0.2.7';
const NOW = Date.UTC(2026, 10, 22, 12);
const caKey = generateKeyPairSync('ed25519').privateKey;
const onlineKey = generateKeyPairSync('ed25519').privateKey;

describe('certificates', () => {
  it('are a CA for signing certificates only, and an online one under it for servers', () => {
    const ca = new X509Certificate(makeCaCertificate(caKey, NOW));
    const online = new X509Certificate(makeOnlineCertificate({ caKey, onlineKey, host: HOST, now: NOW }));
    expect([ca.ca, online.ca]).toEqual([true, false]);
    expect(ca.checkIssued(ca) && online.checkIssued(ca)).toBe(true);
    expect(online.verify(ca.publicKey) && ca.verify(ca.publicKey)).toBe(true);
    expect(online.checkPrivateKey(onlineKey) && ca.checkPrivateKey(caKey)).toBe(true);
    expect(online.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(online.subjectAltName).toBe('IP Address:192.0.2.7');
  });

  it('have the times they should, also beyond 2049', () => {
    const ca = new X509Certificate(makeCaCertificate(caKey, NOW));
    const online = new X509Certificate(makeOnlineCertificate({ caKey, onlineKey, host: HOST, now: NOW }));
    expect(Date.parse(online.validFrom)).toBe(NOW - DAY_MS);
    expect(Date.parse(online.validTo)).toBe(NOW + 90 * DAY_MS);
    expect(new Date(Date.parse(ca.validTo)).getUTCFullYear()).toBe(2076);
  });

  it('say where the relay is, by name or address, and are renewed when that changes', () => {
    const ca = new X509Certificate(makeCaCertificate(caKey, NOW));
    for (const host of ['relay.example', '192.0.2.7', '2001:db8::7', '::1', '::ffff:192.0.2.7']) {
      const online = new X509Certificate(makeOnlineCertificate({ caKey, onlineKey, host, now: NOW }));
      expect(isRenewalDue(online, { ca, host, now: NOW }), host).toBe(false);
      expect(isRenewalDue(online, { ca, host: 'other.example', now: NOW }), host).toBe(true);
    }
  });

  it('are renewed in their last 30 days, under another CA, or when the clock went back', () => {
    const ca = new X509Certificate(makeCaCertificate(caKey, NOW));
    const other = new X509Certificate(makeCaCertificate(onlineKey, NOW));
    const online = new X509Certificate(makeOnlineCertificate({ caKey, onlineKey, host: HOST, now: NOW }));
    expect(isRenewalDue(online, { ca, host: HOST, now: NOW + 59 * DAY_MS })).toBe(false);
    expect(isRenewalDue(online, { ca, host: HOST, now: NOW + 61 * DAY_MS })).toBe(true);
    expect(isRenewalDue(online, { ca, host: HOST, now: NOW - 2 * DAY_MS })).toBe(true);
    expect(isRenewalDue(online, { ca: other, host: HOST, now: NOW })).toBe(true);
  });

  it('have serial numbers that are positive and never the same', () => {
    const serials = Array.from({ length: 300 }, () => {
      const { serialNumber } = new X509Certificate(
        makeOnlineCertificate({ caKey, onlineKey, host: HOST, now: NOW }),
      );
      expect(serialNumber.startsWith('-')).toBe(false);
      return serialNumber;
    });
    expect(new Set(serials).size).toBe(serials.length);
  });
});
