// The picture of a key. A mushroom is told by the print of its spores; here the print is drawn from a fingerprint, so
// the same key always looks the same and another key looks different. It is an aid to notice, never a proof.

export interface SporePrint {
  /** Which of the twelve hues of styles/tokens/people.css. */
  readonly hue: number;
  /** SVG path data within a box of 64 by 64, centred. */
  readonly gills: string;
  readonly heart: string;
}

export const HUES = 12;
const CENTRE = 32;

/** A point at `radius` from the centre, `turn` of a full turn from the top. */
function at(radius: number, turn: number): string {
  const angle = 2 * Math.PI * (turn - 0.25);
  return `${(CENTRE + radius * Math.cos(angle)).toFixed(2)} ${(CENTRE + radius * Math.sin(angle)).toFixed(2)}`;
}

function circle(radius: number, turn: number, size: number): string {
  const [x = '', y = ''] = at(radius, turn).split(' ');
  return `M${x} ${(Number(y) - size).toFixed(2)}a${size} ${size} 0 1 0 .01 0Z`;
}

/** One gill of a kind, pointing along `turn`; `step` is the turn from one gill to the next. */
const GILLS: readonly ((turn: number, step: number, reach: number) => string)[] = [
  // A petal.
  (turn, step, reach) =>
    `M${at(11, turn)}Q${at(reach * 0.72, turn - step * 0.42)} ${at(reach, turn)}Q${at(reach * 0.72, turn + step * 0.42)} ${at(11, turn)}Z`,
  // A wedge, broad outside.
  (turn, step, reach) =>
    `M${at(12, turn - step * 0.12)}L${at(reach, turn - step * 0.3)}A${reach} ${reach} 0 0 1 ${at(reach, turn + step * 0.3)}L${at(12, turn + step * 0.12)}Z`,
  // A spore at the rim.
  (turn, step, reach) => circle(reach - 5, turn, Math.min(5.6, (reach - 5) * Math.PI * step * 0.62)),
  // A ray, pointed outside.
  (turn, step, reach) => `M${at(13, turn - step * 0.3)}L${at(reach, turn)}L${at(13, turn + step * 0.3)}Z`,
  // A leaning petal.
  (turn, step, reach) =>
    `M${at(10, turn)}Q${at(reach * 0.8, turn - step * 0.1)} ${at(reach, turn + step * 0.45)}Q${at(reach * 0.6, turn + step * 0.6)} ${at(10, turn)}Z`,
  // An arch.
  (turn, step, reach) =>
    `M${at(reach, turn - step * 0.34)}A${reach} ${reach} 0 0 1 ${at(reach, turn + step * 0.34)}L${at(reach - 7, turn + step * 0.24)}A${reach - 7} ${reach - 7} 0 0 0 ${at(reach - 7, turn - step * 0.24)}Z`,
];

/** Hearts by kind: what stands in the middle. */
const HEARTS: readonly ((folds: number) => string)[] = [
  () => circle(0, 0, 6.5),
  () => `${circle(0, 0, 8)}${circle(0, 0, 4)}`,
  (folds) => polygon(folds > 5 ? 4 : folds, 8),
  () => circle(0, 0, 4),
];

function polygon(corners: number, radius: number): string {
  return `M${Array.from({ length: corners }, (_, index) => at(radius, index / corners)).join('L')}Z`;
}

/** The print of a fingerprint, given as hex of at least 6 bytes. */
export function sporePrint(fingerprint: string): SporePrint {
  const byte = (index: number) => Number.parseInt(fingerprint.slice(index * 2, index * 2 + 2), 16) || 0;
  // Fewer than five look like faces.
  const folds = 5 + (byte(1) % 6);
  const gill = GILLS[byte(2) % GILLS.length] ?? (() => '');
  const heart = HEARTS[byte(3) % HEARTS.length] ?? (() => '');
  const reach = 24 + (byte(4) % 3) * 2;
  const lean = (byte(5) % 8) / 8 / folds;
  const gills = Array.from({ length: folds }, (_, index) => gill(index / folds + lean, 1 / folds, reach));
  return { hue: byte(0) % HUES, gills: gills.join(''), heart: heart(folds) };
}
