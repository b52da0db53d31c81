// Whether a TLS peer is the relay that an address names: its certificate hangs under exactly the CA whose public key
// hashes to the relay id. Names and addresses in certificates are not looked at: a relay may be reached by any.
import { createHash, timingSafeEqual, type X509Certificate } from 'node:crypto';
import { TransportError } from '@hushroom/client';

/** Throws {@link TransportError} `relay-not-the-one`, or `clock-wrong` for a good chain outside its time. */
export function checkRelayCertificate(
  certificate: X509Certificate | undefined,
  relayId: Uint8Array,
  now: number,
): void {
  const authority = certificate?.issuerCertificate;
  if (certificate === undefined || authority === undefined) throw new TransportError('relay-not-the-one');
  // RFC 5280 §6.1.3 (a)(1) and (a)(4): signed by the key of the next, whose subject is its issuer.
  const chained =
    !certificate.ca &&
    authority.ca &&
    certificate.checkIssued(authority) &&
    certificate.verify(authority.publicKey);
  const key = authority.publicKey.export({ type: 'spki', format: 'der' });
  const named = timingSafeEqual(createHash('sha256').update(key).digest(), relayId);
  if (!chained || !named) throw new TransportError('relay-not-the-one');
  // A relay renews its certificate long before the end: one outside its time means that this computer's clock is wrong.
  // RFC 5280 §6.1.3 (a)(2).
  const { validFromDate, validToDate } = certificate;
  if (now < validFromDate.getTime() || now > validToDate.getTime()) throw new TransportError('clock-wrong');
}
