// The ways in which the same window can be looked at besides wide and left to right: what fits into one must fit into all.

export interface Way {
  /** Ends the name of the picture. */
  readonly name: 'narrow' | 'large' | 'narrow-large' | 'rtl';
  readonly width: number;
  readonly height: number;
  /** In percent of the usual size. */
  readonly textSize: 100 | 150;
  readonly dir: 'ltr' | 'rtl';
}

export const WIDE = { width: 1180, height: 740 } as const;
export const NARROW = { width: 400, height: 740 } as const;

export const WAYS = {
  narrow: { name: 'narrow', ...NARROW, textSize: 100, dir: 'ltr' },
  large: { name: 'large', ...WIDE, textSize: 150, dir: 'ltr' },
  narrowLarge: { name: 'narrow-large', ...NARROW, textSize: 150, dir: 'ltr' },
  rightToLeft: { name: 'rtl', ...WIDE, textSize: 100, dir: 'rtl' },
} as const satisfies Record<string, Way>;
