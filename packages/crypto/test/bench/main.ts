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
  readonly what: RowName;
  readonly suite: string;
  readonly members: number;
  readonly value: number;
  readonly unit: 'us';
  readonly floor: number;
  readonly ratioToFloor: number;
  /** What RFC 9420 requires beyond the floor, in bare calls as well; for rows whose floor leaves much out. */
  readonly required?: number;
  readonly ratioToRequired?: number;
  /** ts-mls. */
  readonly peer?: number;
  readonly ratioToPeer?: number;
  /** On the wire. */
  readonly bytes: number;
}

interface MemoryRow {
  readonly what: 'memory of a member';
  readonly suite: string;
  readonly members: number;
  readonly value: number;
  readonly unit: 'B';
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
const memory: MemoryRow[] = [];
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
    what: 'memory of a member',
    suite: suiteName,
    members: largest,
    value: memoryPerMember(suite, largest, collect),
    unit: 'B',
  });
}

if (values.json) print(JSON.stringify({ rows: [...rows, ...memory] }));
else printTable();

function addRow(
  what: RowName,
  suite: string,
  members: number,
  floor: Floor,
  ours: Measured | undefined,
  peerUs: number | null,
): void {
  if (ours === undefined) return;
  const floorUs = floorOf(what, members, floor);
  const requiredUs = requiredOf(what, members, floor, ours.bytes);
  rows.push({
    what,
    suite,
    members,
    value: Math.round(ours.us),
    unit: 'us',
    floor: Math.round(floorUs),
    ratioToFloor: ratio(ours.us, floorUs),
    ...(requiredUs === null
      ? {}
      : { required: Math.round(requiredUs), ratioToRequired: ratio(ours.us, requiredUs) }),
    ...(peerUs === null ? {} : { peer: Math.round(peerUs), ratioToPeer: ratio(ours.us, peerUs) }),
    bytes: ours.bytes,
  });
}

function printTable(): void {
  const columns =
    'floor µs | required µs | ours µs | ts-mls µs | ours / floor | / required | / ts-mls | bytes';
  print(`| row | suite | members | ${columns} |`);
  print('|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  for (const { what, suite, members, value, floor, required, peer, bytes, ...ratios } of rows) {
    const times = `${floor} | ${required ?? '-'} | ${value} | ${peer ?? '-'}`;
    const { ratioToFloor, ratioToRequired, ratioToPeer } = ratios;
    const compared = `${ratioToFloor} | ${ratioToRequired ?? '-'} | ${ratioToPeer ?? '-'}`;
    print(`| ${what} | ${suite} | ${members} | ${times} | ${compared} | ${bytes} |`);
  }
  for (const { suite, members, value } of memory) {
    print(`memory: ${value} bytes for each of ${members} members, suite ${suite}`);
  }
}

function ratio(one: number, other: number): number {
  return Number((one / other).toPrecision(3));
}

function say(progress: string): void {
  process.stderr.write(`${progress}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
