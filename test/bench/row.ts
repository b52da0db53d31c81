/** One row of a benchmark, the same in all of them; other fields are parameters of what was measured. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly floor?: number;
  /** Ours divided by the floor, in time. */
  readonly ratioToFloor?: number;
  readonly [parameter: string]: string | number | undefined;
}
