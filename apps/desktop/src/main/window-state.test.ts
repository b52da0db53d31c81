// A window comes back where it was, and never where nobody can reach it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadWindowState, placeOn, saveWindowState } from './window-state.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };
const RIGHT = { x: 1920, y: 0, width: 1280, height: 1024 };
const BOUNDS = { x: 2000, y: 100, width: 900, height: 700 };

it('comes back on the screen where it was', () => {
  expect(placeOn([SCREEN, RIGHT], BOUNDS)).toEqual(BOUNDS);
});

it('does not come back on a screen that was taken away, or above one', () => {
  expect(placeOn([SCREEN], BOUNDS)).toBeNull();
  expect(placeOn([SCREEN], { ...BOUNDS, x: 10, y: -400 })).toBeNull();
  expect(placeOn([SCREEN], { ...BOUNDS, x: -880 })).toBeNull();
});

it('is no larger than its screen', () => {
  expect(placeOn([RIGHT], { x: 1920, y: 0, width: 5000, height: 5000 })).toEqual(RIGHT);
});

it('keeps its state, and begins anew where the file says nothing sensible', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hushroom-window-'));
  const path = join(folder, 'deep/window.json');
  try {
    const state = {
      bounds: BOUNDS,
      isMaximized: true,
      startHidden: true,
      globalShortcut: 'Alt+Shift+H',
      launchAtLogin: true,
      theme: 'dark' as const,
    };
    saveWindowState(path, state);
    expect(loadWindowState(path)).toEqual(state);
    for (const text of ['', '[]', 'null', '{"bounds":{"x":1e999,"y":0,"width":"5","height":1}}']) {
      writeFileSync(path, text);
      expect(loadWindowState(path)).toEqual({
        bounds: null,
        isMaximized: false,
        startHidden: false,
        globalShortcut: '',
        launchAtLogin: false,
        theme: 'system',
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
