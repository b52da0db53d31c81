// Where something floats: beside a button, or at the point that was pressed, and always within the window.

/** A rectangle of the window, px from its upper left corner. A point has no width and height. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Free space kept to the edge of the window and to the anchor, px. */
const EDGE_PX = 8;
const GAP_PX = 4;

export function anchorOf(element: Element): Anchor {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

export function anchorAt({ clientX, clientY }: { clientX: number; clientY: number }): Anchor {
  return { x: clientX, y: clientY, width: 0, height: 0 };
}

/** The upper left corner for something of a size: on the wished side if it fits there, else on the other, else inside. */
export function placeBeside(
  anchor: Anchor,
  size: Size,
  window: Size,
  wish: { readonly side: 'above' | 'below'; readonly align: 'left' | 'right' },
): { readonly x: number; readonly y: number } {
  const above = anchor.y - GAP_PX - size.height;
  const below = anchor.y + anchor.height + GAP_PX;
  const fitsAbove = above >= EDGE_PX;
  const fitsBelow = below + size.height <= window.height - EDGE_PX;
  const y =
    wish.side === 'above'
      ? fitsAbove || !fitsBelow
        ? above
        : below
      : fitsBelow || !fitsAbove
        ? below
        : above;
  const x = wish.align === 'left' ? anchor.x : anchor.x + anchor.width - size.width;
  return {
    x: within(x, EDGE_PX, window.width - size.width - EDGE_PX),
    y: within(y, EDGE_PX, window.height - size.height - EDGE_PX),
  };
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
