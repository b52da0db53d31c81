// How wide the window is, measured as the styles measure it: in the size of its text.

/** Whether fewer than this many rem fit beside each other. */
export function isNarrowerThan(rem: number): boolean {
  return window.innerWidth < rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
