// A short run of the fuzzer with a fixed seed, its examples, and every input that ever failed.
import { beforeAll, expect, it } from 'vitest';
import { ready } from '@hushroom/crypto';
import { mlsTargets } from './mls-targets.ts';
import { Dice, mutate } from './mutate.ts';
import { regressions } from './regressions.ts';
import { failureOf, type Target } from './target.ts';
import { wireTargets } from './wire-targets.ts';

const INPUTS_PER_TARGET = 150;
const dice = new Dice(1);
let targets: readonly Target[] = [];

beforeAll(async () => {
  await ready;
  targets = [...mlsTargets(dice), ...wireTargets(dice)];
});

it('takes every example as it is', () => {
  for (const target of targets) {
    for (const example of target.examples) {
      expect(() => target.read(example), target.name).not.toThrow();
    }
  }
});

it('refuses damaged input in the ways it is meant to', () => {
  for (const target of targets) {
    for (let index = 0; index < INPUTS_PER_TARGET; index += 1) {
      const input = mutate(dice, target.examples);
      expect(failureOf(target, input), `${target.name}: ${Buffer.from(input).toString('hex')}`).toBeNull();
    }
  }
});

it('refuses what once made it fail', () => {
  for (const { file, target: name, input } of regressions()) {
    const target = targets.find((each) => each.name === name);
    expect(target && failureOf(target, input), file).toBeNull();
  }
});
