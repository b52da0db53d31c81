import { describe, expect, it } from 'vitest';
import { SHORTCUTS, shortcutOf } from './shortcuts.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  ...held,
});

describe('shortcutOf', () => {
  it('knows each press of the list, with Command for Ctrl and with capitals', () => {
    expect(shortcutOf(press('k', { ctrlKey: true }), true)).toBe('switcher');
    expect(shortcutOf(press('k', { metaKey: true }), true)).toBe('switcher');
    expect(shortcutOf(press('L', { ctrlKey: true, shiftKey: true }), true)).toBe('lock');
    expect(shortcutOf(press('ArrowDown', { altKey: true }), true)).toBe('next');
  });

  it('leaves alone what only resembles one', () => {
    expect(shortcutOf(press('k'), false)).toBeNull();
    expect(shortcutOf(press('k', { ctrlKey: true, altKey: true }), false)).toBeNull();
    expect(shortcutOf(press('l', { ctrlKey: true }), false)).toBeNull();
    expect(shortcutOf({ ...press('k', { ctrlKey: true }), isComposing: true }, false)).toBeNull();
  });

  it('takes a question mark for the sheet only where it is not written', () => {
    expect(shortcutOf(press('?', { shiftKey: true }), false)).toBe('sheet');
    expect(shortcutOf(press('?'), false)).toBe('sheet');
    expect(shortcutOf(press('?', { shiftKey: true }), true)).toBeNull();
  });

  it('gives no press two meanings', () => {
    const presses = SHORTCUTS.map(({ modifiers, key }) => `${[...modifiers].sort().join()} ${key}`);
    expect(new Set(presses).size).toBe(presses.length);
  });
});
