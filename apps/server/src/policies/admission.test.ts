import { describe, expect, it } from 'vitest';
import { TestClock } from '../../test/clock.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { Admission, limitedAddress } from './admission.ts';

describe('admission', () => {
  it('bounds connections in all, per address, and how fast an address comes back', async () => {
    const clock = new TestClock();
    const connectRate = { burst: 4, perSecond: 1 };
    const limits = { ...DEFAULT_LIMITS, connectionsMax: 3, connectionsPerIpMax: 2, connectRate };
    const admission = new Admission(limits, clock);
    expect(['a', 'a', 'a', 'b', 'c'].map((address) => admission.enter(address))).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
    admission.leave('a');
    admission.leave('b');
    expect(admission.enter('a')).toBe(true);
    admission.leave('a');
    expect(admission.enter('a')).toBe(true);
    admission.leave('a');
    // Four of this address since the bucket was full.
    expect(admission.enter('a')).toBe(false);
    await clock.advance(1000);
    expect(admission.enter('a')).toBe(true);
  });

  it('takes the /64 of an IPv6 address for one, and an IPv4 address in any form for the same', () => {
    expect(limitedAddress('2001:db8:1:2:3:4:5:6')).toBe(limitedAddress('2001:db8:1:2::9'));
    expect(limitedAddress('2001:db8:1:2::9')).not.toBe(limitedAddress('2001:db8:1:3::9'));
    expect(limitedAddress('2001:db8::1')).toBe(limitedAddress('2001:db8:0:0:ffff::'));
    expect(limitedAddress('::1')).toBe('0:0:0:0');
    expect(limitedAddress('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(limitedAddress('192.0.2.7')).toBe('192.0.2.7');
  });
});
