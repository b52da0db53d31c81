import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RelayConsole } from './console.ts';

describe('console', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells a fault once a minute, however often it happens', () => {
    const errors: string[] = [];
    const output = new RelayConsole(
      { console: 'full', json: false, name: '' },
      () => undefined,
      (line) => errors.push(line),
    );
    for (let n = 0; n < 100; n++) output.fault(new Error('storage-full'));
    output.fault(new Error('another'));
    expect(errors).toEqual(['fault: storage-full', 'fault: another']);
    vi.advanceTimersByTime(60_000);
    output.fault(new Error('storage-full'));
    expect(errors).toHaveLength(3);
  });
});
