import { describe, expect, it } from 'vitest';
import { placeBeside } from './anchor.ts';

const window = { width: 1000, height: 700 };
const size = { width: 200, height: 300 };
const button = (x: number, y: number) => ({ x, y, width: 40, height: 30 });

describe('placeBeside', () => {
  it('stands on the wished side, at the wished end of the button', () => {
    expect(placeBeside(button(400, 100), size, window, { side: 'below', align: 'left' })).toEqual({
      x: 400,
      y: 134,
    });
    expect(placeBeside(button(400, 600), size, window, { side: 'above', align: 'right' })).toEqual({
      x: 240,
      y: 296,
    });
  });

  it('turns to the other side where there is no room', () => {
    expect(placeBeside(button(400, 600), size, window, { side: 'below', align: 'left' }).y).toBe(296);
    expect(placeBeside(button(400, 100), size, window, { side: 'above', align: 'left' }).y).toBe(134);
  });

  it('never leaves the window', () => {
    for (const x of [-50, 0, 980])
      for (const y of [-50, 0, 350, 690]) {
        const place = placeBeside(button(x, y), size, window, { side: 'below', align: 'left' });
        expect(place.x).toBeGreaterThanOrEqual(8);
        expect(place.y).toBeGreaterThanOrEqual(8);
        expect(place.x + size.width).toBeLessThanOrEqual(992);
        expect(place.y + size.height).toBeLessThanOrEqual(692);
      }
  });
});
