import { describe, expect, it, vi } from 'vitest';
import { Recorder, shortened } from './recorder.svelte.ts';

/** A microphone that is given when the test says so. */
function microphone() {
  const tracks: { stopped: boolean; stop(): void }[] = [];
  const given: (() => void)[] = [];
  const getUserMedia = () =>
    new Promise((resolve) => {
      const track = {
        stopped: false,
        stop() {
          this.stopped = true;
        },
      };
      given.push(() => {
        tracks.push(track);
        resolve({ getTracks: () => [track] });
      });
    });
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  return { tracks, given };
}

describe('a recorder', () => {
  it('asks for the microphone once, however often one presses', async () => {
    const { given } = microphone();
    const recorder = new Recorder();
    void recorder.start();
    void recorder.start();
    await Promise.resolve();
    expect([recorder.state, given.length]).toEqual(['starting', 1]);
    vi.unstubAllGlobals();
  });

  it('lets go of a microphone that is given when nobody waits for it any more', async () => {
    const { tracks, given } = microphone();
    const recorder = new Recorder();
    const started = recorder.start();
    await recorder.discard();
    given[0]?.();
    await started;
    expect([recorder.state, tracks.map(({ stopped }) => stopped)]).toEqual(['idle', [true]]);
    vi.unstubAllGlobals();
  });
});

it('draws a long recording with few values, its loudest places kept', () => {
  const values = Array.from({ length: 1000 }, (_, index) => (index === 500 ? 255 : 10));
  const short = shortened(values, 100);
  expect(short).toHaveLength(100);
  expect(short[50]).toBe(255);
  expect(short.filter((value) => value === 255)).toHaveLength(1);
  expect(shortened([1, 2], 100)).toEqual([1, 2]);
});
