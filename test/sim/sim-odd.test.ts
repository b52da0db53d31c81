// Everyone reads the same, once, in order, and the relay reads nothing, whatever goes wrong: odd seeds.
import { it } from 'vitest';
import { simulateHalf } from './seeds.ts';

it('holds for the odd seeds', { timeout: 600_000 }, () => simulateHalf(1));
