import { describe, expect, it } from 'vitest';
import { addressParts } from './relay-address.ts';

const ID = 'mbk3vqj7p2ufc5xw6oahtdzrsyien4lgmbk3vqj7p2ufc5xw6oah';

describe('addressParts', () => {
  it('names the host, and whether it is this computer', () => {
    expect(addressParts(`hushroom://127.0.0.1:7440/#${ID}`)).toEqual({
      host: '127.0.0.1:7440',
      local: true,
      id: 'mbk3 vqj7 p2uf',
    });
    expect(addressParts(` hushroom://relay.example:7440/#${ID} `)?.local).toBe(false);
    expect(addressParts('hushroom://relay.example')?.id).toBeNull();
  });

  it('shows nothing for what is no whole address', () => {
    for (const text of [
      '',
      'relay.example',
      'hushroom://',
      'https://relay.example/',
      `hushroom://a:1/#${ID.slice(1)}`,
    ]) {
      expect(addressParts(text), text).toBeNull();
    }
  });
});
