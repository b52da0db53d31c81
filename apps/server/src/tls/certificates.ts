// X.509 certificates (RFC 5280) of the relay: a CA of its own that signs one online certificate after the other.
// Ed25519 only (RFC 8410). Clients know the CA by its key and look at no name in either, but for those who come by an address
// without a fragment: for them the online certificate says where the relay is.
import { isIP } from 'node:net';
import { createPublicKey, randomBytes, sign, type KeyObject, type X509Certificate } from 'node:crypto';
import { sha256 } from '../bytes.ts';
import {
  bitString,
  booleanTrue,
  explicit,
  implicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from './der.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const CA_LIFETIME_MS = 50 * 365 * DAY_MS;
/** How long an online certificate is good for, and how long before its end the next one is made. */
const ONLINE_LIFETIME_MS = 90 * DAY_MS;
const ONLINE_RENEWAL_MS = 30 * DAY_MS;
/** Certificates begin a day early, for clients whose clock is behind. */
const CLOCK_SKEW_MS = DAY_MS;
const SERIAL_BYTES = 16;
const KEY_IDENTIFIER_BYTES = 20;

const CA_NAME = 'Hushroom relay CA';
const ONLINE_NAME = 'Hushroom relay';

const VERSION_3 = explicit(0, integer(Buffer.of(2)));
// RFC 8410 §3: the algorithm identifier has no parameters.
const ED25519 = sequence(objectIdentifier('1.3.101.112'));
const COMMON_NAME = objectIdentifier('2.5.4.3');
// RFC 5280 §4.2.1: key usage as its bits, the first one leftmost.
const KEY_CERT_SIGN = bitString(Buffer.of(0b0000_0100), 2);
const DIGITAL_SIGNATURE = bitString(Buffer.of(0b1000_0000), 7);
const SERVER_AUTH = objectIdentifier('1.3.6.1.5.5.7.3.1');
const NO_INTERMEDIATE = integer(Buffer.of(0));

/** The CA's certificate for its own key, as PEM. */
export function makeCaCertificate(caKey: KeyObject, now: number): string {
  return makeCertificate({
    issuer: { name: CA_NAME, key: caKey },
    subject: { name: CA_NAME, key: caKey },
    from: now - CLOCK_SKEW_MS,
    until: now + CA_LIFETIME_MS,
    extensions: [
      // RFC 5280 §4.2.1.9: a CA, and nothing below it is one.
      criticalExtension('2.5.29.19', sequence(booleanTrue(), NO_INTERMEDIATE)),
      criticalExtension('2.5.29.15', KEY_CERT_SIGN),
      extension('2.5.29.14', octetString(keyIdentifier(caKey))),
    ],
  });
}

/** A certificate for the key that the relay answers TLS with at `host`, as PEM: 90 days, signed by the CA. */
export function makeOnlineCertificate(keys: {
  caKey: KeyObject;
  onlineKey: KeyObject;
  host: string;
  now: number;
}): string {
  return makeCertificate({
    issuer: { name: CA_NAME, key: keys.caKey },
    subject: { name: ONLINE_NAME, key: keys.onlineKey },
    from: keys.now - CLOCK_SKEW_MS,
    until: keys.now + ONLINE_LIFETIME_MS,
    extensions: [
      criticalExtension('2.5.29.19', sequence()),
      criticalExtension('2.5.29.15', DIGITAL_SIGNATURE),
      extension('2.5.29.37', sequence(SERVER_AUTH)),
      extension('2.5.29.17', sequence(generalName(keys.host))),
      extension('2.5.29.14', octetString(keyIdentifier(keys.onlineKey))),
      extension('2.5.29.35', sequence(implicit(0, keyIdentifier(keys.caKey)))),
    ],
  });
}

/** Whether the next one is due: this one is not this CA's, is for another host, not yet good, or ends within 30 days. */
export function isRenewalDue(
  certificate: X509Certificate,
  { ca, host, now }: { readonly ca: X509Certificate; readonly host: string; readonly now: number },
): boolean {
  const named = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
  return (
    named === undefined ||
    !certificate.verify(ca.publicKey) ||
    Date.parse(certificate.validFrom) > now ||
    Date.parse(certificate.validTo) < now + ONLINE_RENEWAL_MS
  );
}

interface CertificateFields {
  readonly issuer: { readonly name: string; readonly key: KeyObject };
  readonly subject: { readonly name: string; readonly key: KeyObject };
  /** Ms since 1970. */
  readonly from: number;
  readonly until: number;
  readonly extensions: readonly Uint8Array[];
}

function makeCertificate({ issuer, subject, from, until, extensions }: CertificateFields): string {
  // RFC 5280 §4.1.2: the signed part, in this order.
  const signed = sequence(
    VERSION_3,
    integer(randomBytes(SERIAL_BYTES)),
    ED25519,
    distinguishedName(issuer.name),
    sequence(time(new Date(from)), time(new Date(until))),
    distinguishedName(subject.name),
    keyInfo(subject.key),
    explicit(3, sequence(...extensions)),
  );
  const certificate = sequence(signed, ED25519, bitString(sign(null, signed, issuer.key)));
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function distinguishedName(commonName: string): Buffer {
  return sequence(set(sequence(COMMON_NAME, utf8String(commonName))));
}

function criticalExtension(identifier: string, value: Uint8Array): Buffer {
  return sequence(objectIdentifier(identifier), booleanTrue(), octetString(value));
}

function extension(identifier: string, value: Uint8Array): Buffer {
  return sequence(objectIdentifier(identifier), octetString(value));
}

// RFC 5280 §4.2.1.6: a DNS name as text, an IP address as its 4 or 16 bytes.
function generalName(host: string): Buffer {
  if (isIP(host) === 0) return implicit(2, Buffer.from(host));
  return implicit(7, isIP(host) === 4 ? Buffer.from(host.split('.').map(Number)) : ipv6Bytes(host));
}

/** RFC 4291 §2.2: eight groups of 16 bits, one run of zeros left out, the last two perhaps in IPv4's form. */
function ipv6Bytes(address: string): Buffer {
  const [head = '', tail] = address.split('::').map(groupsOf);
  const zeros = tail === undefined ? '' : '0'.repeat(32 - head.length - tail.length);
  return Buffer.from(head + zeros + (tail ?? ''), 'hex');
}

function groupsOf(part: string): string {
  const groups = part === '' ? [] : part.split(':');
  return groups.map((group) => (group.includes('.') ? hexOfIpv4(group) : group.padStart(4, '0'))).join('');
}

function hexOfIpv4(address: string): string {
  return Buffer.from(address.split('.').map(Number)).toString('hex');
}

/** The DER SubjectPublicKeyInfo. */
function keyInfo(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' });
}

// RFC 7093 §2: a truncated SHA-256 of the key info names a key.
function keyIdentifier(key: KeyObject): Uint8Array {
  return sha256(keyInfo(key)).subarray(0, KEY_IDENTIFIER_BYTES);
}
