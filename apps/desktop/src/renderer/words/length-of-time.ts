// Lengths of time as people say them: "1 week", "5 minutes".

const UNITS = [
  { unit: 'week', seconds: 604_800 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

/** Says whole seconds in the largest unit that fits, in a language (BCP 47); `narrow` for where there is little room. */
export function lengthOfTime(
  language: string,
  seconds: number,
  unitDisplay: 'long' | 'narrow' = 'long',
): string {
  const { unit, seconds: each } = UNITS.find((length) => seconds % length.seconds === 0) ?? UNITS[4];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay }).format(seconds / each);
}
