import { parseSettings } from '@hushroom/ipc';
import { expect, it } from 'vitest';
import { ACCELERATOR_OFFERED, acceleratorOf, keysOf } from './accelerator.ts';

const press = (
  key: string,
  code: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({ key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

const isKept = (globalShortcut: string) => parseSettings({ globalShortcut }) !== null;

it('names the keys of a press, whatever they write together', () => {
  expect(acceleratorOf(press('K', 'KeyK', { ctrlKey: true, shiftKey: true }), false)).toBe(
    'CommandOrControl+Shift+K',
  );
  expect(acceleratorOf(press('!', 'Digit1', { altKey: true, shiftKey: true }), false)).toBe('Alt+Shift+1');
  expect(acceleratorOf(press('ó', 'KeyO', { metaKey: true, altKey: true }), true)).toBe(
    'CommandOrControl+Alt+O',
  );
  expect(acceleratorOf(press(' ', 'Space', { metaKey: true }), false)).toBe('Super+Space');
});

it('takes nothing that somebody writes, and no modifier alone', () => {
  for (const pressed of [
    press('k', 'KeyK'),
    press('K', 'KeyK', { shiftKey: true }),
    press('Control', 'ControlLeft', { ctrlKey: true }),
  ]) {
    expect(acceleratorOf(pressed, false)).toBeNull();
  }
});

it('the engine keeps what a press names, and nothing else', () => {
  const named = acceleratorOf(press('F9', 'F9', { altKey: true }), false);
  for (const accelerator of ['', ACCELERATOR_OFFERED, named ?? 'none'])
    expect(isKept(accelerator)).toBe(true);
  for (const text of ['K', 'Shift+K', 'Alt', 'Alt+', 'Alt+Delete', 'MediaPlayPause', 'Alt+K+K'])
    expect(isKept(text)).toBe(false);
});

it('shows the keys in their order', () => {
  expect(keysOf('CommandOrControl+Alt+K')).toEqual({ modifiers: ['main', 'alt'], key: 'K' });
});
