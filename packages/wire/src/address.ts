// A relay's address: hushroom://host:port/#<base32 SHA-256 of its CA key>. The fragment is the relay's whole identity.

/** The port that a relay prefers. */
export const DEFAULT_PORT = 7440;
const ADDRESS_CHARS_MAX = 300;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const RELAY_ID_CHARS = 52;

export type AddressErrorCode = 'address-malformed' | 'address-too-long' | 'address-id-malformed';

/** A text that is not a relay's address. */
export class AddressError extends Error {
  readonly code: AddressErrorCode;

  constructor(code: AddressErrorCode) {
    super(code);
    this.name = 'AddressError';
    this.code = code;
  }
}

export interface RelayAddress {
  /** A DNS name, an IPv4 address, or an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  /** 32 bytes; null where the address has no fragment and the system's certificate authorities decide. */
  readonly relayId: Uint8Array | null;
}

/** Reads an address as people paste it: surrounding space is dropped. Throws {@link AddressError}. */
export function parseAddress(input: string): RelayAddress {
  const value = input.trim();
  if (value.length > ADDRESS_CHARS_MAX) throw new AddressError('address-too-long');
  const match =
    /^hushroom:\/\/(?:\[(?<six>[0-9a-f:.]+)\]|(?<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?))(?::(?<port>[0-9]{1,5}))?\/?(?:#(?<id>[a-z2-7]*))?$/i.exec(
      value,
    );
  const host = match?.groups?.['six'] ?? match?.groups?.['host'];
  if (match === null || host === undefined) throw new AddressError('address-malformed');
  const port = match.groups?.['port'] === undefined ? DEFAULT_PORT : Number(match.groups['port']);
  if (port < 1 || port > 65535) throw new AddressError('address-malformed');
  const id = match.groups?.['id'];
  return {
    host: host.toLowerCase(),
    port,
    relayId: id === undefined ? null : decodeRelayId(id.toLowerCase()),
  };
}

/** Writes an address in its one canonical form. */
export function formatAddress({ host, port, relayId }: RelayAddress): string {
  const fragment = relayId === null ? '' : `#${formatRelayId(relayId)}`;
  return `hushroom://${host.includes(':') ? `[${host}]` : host}:${port}/${fragment}`;
}

/** A relay id as addresses carry it: RFC 4648 §6 base32 in lower case, without padding. */
export function formatRelayId(bytes: Uint8Array): string {
  let bits = 0;
  let buffer = 0;
  let out = '';
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += BASE32.charAt((buffer >> bits) & 31);
    }
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? out + BASE32.charAt((buffer << (5 - bits)) & 31) : out;
}

function decodeRelayId(chars: string): Uint8Array {
  if (chars.length !== RELAY_ID_CHARS) throw new AddressError('address-id-malformed');
  const out = new Uint8Array(32);
  let bits = 0;
  let buffer = 0;
  let at = 0;
  for (const char of chars) {
    buffer = (buffer << 5) | BASE32.indexOf(char);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = buffer >> bits;
      buffer &= (1 << bits) - 1;
    }
  }
  // 52 characters carry 260 bits: the last four must be zero, or one id would have two forms.
  if (buffer !== 0) throw new AddressError('address-id-malformed');
  return out;
}
