// Reading columns with the types that the strict tables promise. Anything else is damage, not input.
import type { SQLOutputValue } from 'node:sqlite';

export type Row = Record<string, SQLOutputValue>;

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`column ${column} holds no integer`);
  return value;
}

export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column);
}

export function blob(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new TypeError(`column ${column} holds no bytes`);
  return value;
}

export function blobOrNull(row: Row, column: string): Uint8Array | null {
  return row[column] === null ? null : blob(row, column);
}

export function string(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds no text`);
  return value;
}

/** The name that stands behind a number in `names`, for closed sets stored as integers. */
export function named<N extends string>(row: Row, column: string, names: Readonly<Record<N, number>>): N {
  const value = integer(row, column);
  for (const name in names) {
    if (names[name] === value) return name;
  }
  throw new TypeError(`column ${column} holds an unknown number`);
}

/** Maps rows one by one, so that a page is read no further than it is filled. */
export function* mapRows<T>(rows: Iterable<Row>, map: (row: Row) => T): Generator<T> {
  for (const row of rows) yield map(row);
}
