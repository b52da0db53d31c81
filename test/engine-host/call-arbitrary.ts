// Arguments of calls, made up from the calls' own schemas: every shape that a guard lets through, and none that it need.
import { CALLS, type CallName } from '@hushroom/ipc';
import fc from 'fast-check';

/** What of a schema is read here: the parts that the calls' schemas are built of. */
interface Schema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly wrapped?: Schema;
  readonly item?: Schema;
  /** The words of a picklist, or the schemas of a union. */
  readonly options?: readonly (string | Schema)[];
  readonly pipe?: readonly Rule[];
}

interface Rule {
  readonly type: string;
  readonly requirement?: unknown;
}

/** Texts that have broken programs: empty, unseen, turned around, half a character, names of prototypes, other languages' code. */
const HOSTILE_TEXTS: readonly string[] = [
  ...['', ' ', '\u0000', '\u202e', '\ud800', '\u{1f469}\u200d', 'e\u0301'.repeat(200), '𝕏'.repeat(100)],
  ...[
    '__proto__',
    'constructor',
    'toString',
    "'; DROP TABLE messages; --",
    '"*" OR NEAR(',
    '%s%n',
    '../..',
    'NaN',
  ],
];
const HOSTILE_NUMBERS: readonly number[] = [
  ...[0, 1, 2, 200, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1e21, 1e300, -1, 0.5, 8.64e15, 8.64e15 + 1],
];

/** Arguments that fit the call's schema. Where an id or a name is wanted, often one of `known`. */
export function argumentsOf(name: CallName, known: readonly string[]): fc.Arbitrary<object> {
  return arbitraryOf(CALLS[name], known) as fc.Arbitrary<object>;
}

function arbitraryOf(schema: Schema, known: readonly string[]): fc.Arbitrary<unknown> {
  const of = (inner: Schema | undefined): fc.Arbitrary<unknown> =>
    inner === undefined ? fc.constant(null) : arbitraryOf(inner, known);
  switch (schema.type) {
    case 'strict_object': {
      const entries = Object.entries(schema.entries ?? {});
      const optional = entries.filter(([, { type }]) => type === 'exact_optional' || type === 'optional');
      const required = entries
        .map(([key]) => key)
        .filter((key) => !optional.some(([other]) => other === key));
      return fc.record(Object.fromEntries(entries.map(([key, inner]) => [key, of(inner)])), {
        requiredKeys: required,
        noNullPrototype: true,
      });
    }
    case 'exact_optional':
    case 'optional':
      return of(schema.wrapped);
    case 'nullable':
      return fc.option(of(schema.wrapped));
    case 'array': {
      const [min, max] = [ruleOf(schema, 'min_length') ?? 0, ruleOf(schema, 'max_length') ?? 10];
      return fc.array(of(schema.item), { minLength: min as number, maxLength: Math.min(max as number, 20) });
    }
    case 'picklist':
      return fc.constantFrom(...(schema.options ?? []));
    case 'union':
      return fc.oneof(
        ...(schema.options ?? []).map((option) =>
          typeof option === 'string' ? fc.constant(option) : of(option),
        ),
      );
    case 'boolean':
      return fc.boolean();
    case 'number':
      return numberOf(schema);
    case 'string':
      return textOf(schema, known);
    default:
      throw new Error(`no arguments are made up for ${schema.type}`);
  }
}

function ruleOf({ pipe = [] }: Schema, type: string): unknown {
  return pipe.find((rule) => rule.type === type)?.requirement;
}

function numberOf(schema: Schema): fc.Arbitrary<number> {
  const min = (ruleOf(schema, 'min_value') ?? -1e308) as number;
  const max = (ruleOf(schema, 'max_value') ?? 1e308) as number;
  const rules = schema.pipe?.map(({ type }) => type) ?? [];
  const isWhole = rules.includes('integer') || rules.includes('safe_integer');
  const most = rules.includes('safe_integer') ? Math.min(max, Number.MAX_SAFE_INTEGER) : max;
  const fits = HOSTILE_NUMBERS.filter(
    (number) => number >= min && number <= most && (!isWhole || Number.isInteger(number)),
  );
  const bounded = { min: Math.max(min, -(2 ** 40)), max: Math.min(most, 2 ** 40) };
  return fc.oneof(fc.integer(bounded), fc.constantFrom(...fits));
}

function textOf(schema: Schema, known: readonly string[]): fc.Arbitrary<string> {
  const pattern = ruleOf(schema, 'regex') as RegExp | undefined;
  if (pattern !== undefined) {
    const fitting = known.filter((text) => pattern.test(text));
    const made = fc.stringMatching(pattern, { maxLength: 200 });
    return fitting.length === 0
      ? made
      : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fitting) }, made);
  }
  if (ruleOf(schema, 'base64') !== undefined) return fc.base64String({ maxLength: 400 });
  const max = Math.min((ruleOf(schema, 'max_length') ?? 20_000) as number, 20_000);
  const min = (ruleOf(schema, 'min_length') ?? 0) as number;
  const hostile = HOSTILE_TEXTS.filter(({ length }) => length >= min && length <= max);
  return fc.oneof(
    fc.constantFrom(...hostile, 'x'.repeat(max), '👍', ...known.filter(({ length }) => length <= max)),
    fc.string({ unit: 'binary', minLength: min, maxLength: Math.min(max, 100) }),
  );
}
