// Reading what stands on the command line, with words for what does not fit.
import { UsageError, type Run } from './command.ts';

/** Exactly the named positionals. Throws {@link UsageError}. */
export function positionals<const N extends readonly string[]>(
  run: Run,
  ...names: N
): { readonly [K in keyof N]: string } {
  const given = run.positionals;
  if (given.length !== names.length) {
    const expected = names.length === 0 ? 'nothing' : names.join(' ');
    throw new UsageError(`Expected ${expected} and was given ${given.length} arguments. Look at --help.`);
  }
  return given as unknown as { readonly [K in keyof N]: string };
}

/** An option that must be there. Throws {@link UsageError}. */
export function required(run: Run, name: string): string {
  const value = run.option(name);
  if (value === null) throw new UsageError(`--${name} is missing. Look at --help.`);
  return value;
}

/** A number of seconds, or null. Throws {@link UsageError}. */
export function seconds(run: Run, name: string): number | null {
  const value = run.option(name);
  if (value === null) return null;
  if (!/^\d{1,7}(\.\d{1,3})?$/.test(value)) throw new UsageError(`--${name} takes a number of seconds.`);
  return Number(value);
}
