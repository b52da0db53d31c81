// npm run bench:crypto [-- --json] [--sizes 2,10,100] [--without ts-mls|join|'bulk add']...: the floor, ours and ts-mls in one run.
// Times are microseconds of processor time per call; ratios are ours divided by theirs.
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ready, suiteById, suiteIds } from '../../src/index.ts';
import { lower, measureFloor, type Floor } from './floor.ts';
import { measureBulkAdd, measureOurs, memoryPerMember, type Measured } from './our-rows.ts';
import { floorOf, requiredOf, ROW_NAMES, type RowName } from './rows.ts';
import { measureTsMls } from './ts-mls-rows.ts';

const BULK_MEMBERS_MAX = 1000;
/** ts-mls is left out at sizes above one that took it longer than this. */
const TS_MLS_PATIENCE_MS = 60_000;

interface Row {
  readonly row: RowName;
  readonly suite: string;
  readonly members: number;
  readonly floorUs: number;
  /** What RFC 9420 requires beyond the floor, in bare calls as well; for rows whose floor leaves much out. */
  readonly requiredUs: number | null;
  readonly oursUs: number;
  readonly tsMlsUs: number | null;
  readonly oursToFloor: number;
  readonly oursToRequired: number | null;
  readonly oursToTsMls: number | null;
  readonly bytes: number;
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '2,10,100,1000,10000' },
    without: { type: 'string', multiple: true, default: [] },
  },
});
const sizes = values.sizes.split(',').map(Number);
const without: ReadonlySet<string> = new Set(values.without);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

await ready;
const rows: Row[] = [];
const memory: { readonly suite: string; readonly members: number; readonly bytesPerMember: number }[] = [];
for (const id of suiteIds) {
  const suite = suiteById(id);
  const suiteName = `0x${id.toString(16).padStart(4, '0')}`;
  let tsMlsTooSlow = without.has('ts-mls');
  for (const members of sizes) {
    say(`${suiteName}, ${members} members`);
    const floorBefore = measureFloor(id);
    const ours = measureOurs(suite, members, !without.has('join'));
    if (members <= BULK_MEMBERS_MAX && !without.has('bulk add'))
      ours.set('bulk add', measureBulkAdd(suite, members));
    // Before and after: a floor taken while the machine was busy would flatter us.
    const floor = lower(floorBefore, measureFloor(id));
    const start = performance.now();
    const theirs =
      tsMlsTooSlow || members < 4 ? new Map<RowName, number>() : await measureTsMls(suite, members);
    tsMlsTooSlow ||= performance.now() - start > TS_MLS_PATIENCE_MS;
    for (const row of ROW_NAMES)
      addRow(row, suiteName, members, floor, ours.get(row), theirs.get(row) ?? null);
  }
  const largest = Math.max(...sizes);
  memory.push({
    suite: suiteName,
    members: largest,
    bytesPerMember: memoryPerMember(suite, largest, collect),
  });
}

if (values.json) print(JSON.stringify({ rows, memory }));
else printTable();

function addRow(
  row: RowName,
  suite: string,
  members: number,
  floor: Floor,
  ours: Measured | undefined,
  tsMlsUs: number | null,
): void {
  if (ours === undefined) return;
  const floorUs = floorOf(row, members, floor);
  const requiredUs = requiredOf(row, members, floor, ours.bytes);
  rows.push({
    row,
    suite,
    members,
    floorUs: round(floorUs),
    requiredUs: requiredUs === null ? null : round(requiredUs),
    oursUs: round(ours.us),
    tsMlsUs: tsMlsUs === null ? null : round(tsMlsUs),
    oursToFloor: ratio(ours.us, floorUs),
    oursToRequired: requiredUs === null ? null : ratio(ours.us, requiredUs),
    oursToTsMls: tsMlsUs === null ? null : ratio(ours.us, tsMlsUs),
    bytes: ours.bytes,
  });
}

function printTable(): void {
  const columns =
    'floor µs | required µs | ours µs | ts-mls µs | ours / floor | / required | / ts-mls | bytes';
  print(`| row | suite | members | ${columns} |`);
  print('|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  for (const { row, suite, members, floorUs, requiredUs, oursUs, tsMlsUs, bytes, ...ratios } of rows) {
    const times = `${floorUs} | ${requiredUs ?? '-'} | ${oursUs} | ${tsMlsUs ?? '-'}`;
    const { oursToFloor, oursToRequired, oursToTsMls } = ratios;
    const compared = `${oursToFloor} | ${oursToRequired ?? '-'} | ${oursToTsMls ?? '-'}`;
    print(`| ${row} | ${suite} | ${members} | ${times} | ${compared} | ${bytes} |`);
  }
  for (const { suite, members, bytesPerMember } of memory) {
    print(`memory: ${bytesPerMember} bytes for each of ${members} members, suite ${suite}`);
  }
}

function ratio(one: number, other: number): number {
  return Number((one / other).toPrecision(3));
}

function round(us: number): number {
  return Math.round(us);
}

function say(progress: string): void {
  process.stderr.write(`${progress}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
