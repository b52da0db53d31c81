// Everyone reads the same, once, in order, and the relay reads nothing, whatever goes wrong: even seeds.
import { it } from 'vitest';
import { simulateHalf } from './seeds.ts';

it('holds for the even seeds', { timeout: 600_000 }, () => simulateHalf(2));
