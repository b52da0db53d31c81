import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Playback } from './playback.svelte.ts';

/** As much of an audio element as a playback asks for. */
class FakeAudio {
  static all: FakeAudio[] = [];
  src = '';
  currentTime = 0;
  playbackRate = 1;
  onplay: () => void = () => undefined;
  onpause: () => void = () => undefined;

  constructor() {
    FakeAudio.all.push(this);
  }

  play(): Promise<void> {
    this.onplay();
    return Promise.resolve();
  }

  pause(): void {
    this.onpause();
  }
}

beforeEach(() => {
  FakeAudio.all = [];
  vi.stubGlobal('Audio', FakeAudio);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const recorded = () => Promise.resolve(new Blob(['a recording']));

it('begins where one went before it was first played', async () => {
  const playback = new Playback(recorded);
  playback.seek(1500);
  await playback.play();
  expect(FakeAudio.all[0]?.currentTime).toBe(1.5);
  playback.close();
});

it('ends what is heard when another one begins', async () => {
  const [first, second] = [new Playback(recorded), new Playback(recorded)];
  await first.play();
  await second.play();
  expect([first.playing, second.playing]).toEqual([false, true]);
  second.close();
  expect(second.playing).toBe(false);
});

it('stays where it is while the recording cannot be had', async () => {
  const playback = new Playback(() => Promise.resolve(null));
  await playback.play();
  expect([playback.playing, FakeAudio.all[0]?.src]).toEqual([false, '']);
});
