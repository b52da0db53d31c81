import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { AddressError, formatAddress, parseAddress } from './index.ts';

function codeOf(input: string): string {
  try {
    parseAddress(input);
  } catch (error) {
    if (error instanceof AddressError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('relay address', () => {
  it('reads back what it writes, for every id, host form and port', () => {
    const host = fc.constantFrom('192.0.2.7', 'relay.example', '2001:db8::7', 'localhost');
    const id = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(host, fc.integer({ min: 1, max: 65535 }), id, (host, port, relayId) => {
        expect(parseAddress(formatAddress({ host, port, relayId }))).toEqual({ host, port, relayId });
      }),
    );
  });

  it('takes the default port and an address without an id', () => {
    expect(parseAddress('  hushroom://Relay.Example/ ')).toEqual({
      host: 'relay.example',
      port: 7440,
      relayId: null,
    });
  });

  it('refuses what is not an address, and says which part', () => {
    const good = formatAddress({ host: 'a', port: 1, relayId: new Uint8Array(32).fill(255) });
    for (const bad of [
      '',
      'https://a/',
      'hushroom://',
      'hushroom://a:0/',
      'hushroom://a:65536/',
      'hushroom://a b/',
      'hushroom://u@a/',
      'hushroom://a/path',
    ]) {
      expect(codeOf(bad), bad).toBe('address-malformed');
    }
    expect(codeOf(good.slice(0, -1))).toBe('address-id-malformed');
    expect(codeOf('hushroom://a/#')).toBe('address-id-malformed');
    // The last character carries one bit of the id: any other character in its place is a second form of the same id.
    expect(codeOf(`${good.slice(0, -1)}r`)).toBe('address-id-malformed');
    expect(codeOf('a'.repeat(400))).toBe('address-too-long');
  });
});
