import { describe, expect, it } from 'vitest';
import { parseConfig } from './config.ts';
import { StartError } from './error.ts';
import { OPTIONS, usage } from './options.ts';

function codeOf(args: readonly string[], environment = {}): string {
  try {
    parseConfig(args, environment);
  } catch (error) {
    if (error instanceof StartError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('configuration', () => {
  it('takes flags before variables before defaults', () => {
    const environment = {
      HUSHROOM_RELAY_NAME: 'from variable',
      HUSHROOM_RELAY_PORT: '1',
      XDG_DATA_HOME: '/data',
    };
    expect(parseConfig(['--port', '0', '--json'], environment)).toEqual({
      host: '127.0.0.1',
      port: 0,
      data: '/data/hushroom/relay',
      name: 'from variable',
      registration: 'open',
      console: 'full',
      json: true,
      owned: false,
    });
    expect(parseConfig([], { HUSHROOM_HOME: '/srv/h' })).toMatchObject({
      data: '/srv/h/relay',
      port: null,
    });
  });

  it('is what the help says: each option, and what is taken where none is given', () => {
    const listed = [...usage().matchAll(/^ {2}--([a-z]+).*?(?:\(default: (.*)\))?$/gm)];
    expect(listed.map(([, name]) => name)).toEqual(Object.keys(OPTIONS));
    const taken = Object.entries(parseConfig([], { HUSHROOM_HOME: '/srv/h' })).map(([name, value]) => [
      name,
      String(value),
    ]);
    for (const [, name, otherwise] of listed) {
      if (otherwise === undefined || name === 'port' || name === 'data') continue;
      expect(taken).toContainEqual([name, otherwise]);
    }
  });

  it('refuses values it does not understand, wherever they come from', () => {
    for (const args of [
      ['--port', '65536'],
      ['--port', '1x'],
      ['--host', 'a/b'],
      ['--name', 'x'.repeat(65)],
    ]) {
      expect(codeOf(args), args.join(' ')).toBe('config-invalid');
    }
    expect(codeOf(['--unknown'])).toBe('config-invalid');
    expect(codeOf(['positional'])).toBe('config-invalid');
    expect(codeOf([], { HUSHROOM_RELAY_CONSOLE: 'loud' })).toBe('config-invalid');
    expect(codeOf([])).toBe('accepted');
  });
});
