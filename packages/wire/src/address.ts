// A relay's address: hushroom://host:port/#<base32 SHA-256 of its CA key>. The fragment is the relay's whole identity.
import { CodecError, decodeBase32, encodeBase32 } from '@hushroom/codec';

/** The port that a relay prefers. */
export const DEFAULT_PORT = 7440;
const ADDRESS_CHARS_MAX = 300;
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
  return encodeBase32(bytes).toLowerCase();
}

function decodeRelayId(chars: string): Uint8Array {
  if (chars.length !== RELAY_ID_CHARS) throw new AddressError('address-id-malformed');
  try {
    return decodeBase32(chars.toUpperCase());
  } catch (error) {
    if (error instanceof CodecError) throw new AddressError('address-id-malformed');
    throw error;
  }
}
