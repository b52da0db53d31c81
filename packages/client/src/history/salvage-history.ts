// One whole history out of two that may each lack something: what can be read of a damaged profile, and a snapshot of it
// from before.
import type { Clock } from '../clock.ts';
import { toHex } from '../hex.ts';
import { Outbox } from '../log/outbox.ts';
import type { Storage } from '../storage.ts';
import { decodeHistoryItem, encodeHistoryItem, type AboutItem, type HistoryItem } from './history-item.ts';
import { readAbout, readContents } from './read-history.ts';

export interface SalvageSources {
  /** Reads what it can, and leaves out the rest; null where nothing opens. */
  readonly damaged: Storage | null;
  /** Encoded items; may end early by throwing. */
  readonly snapshot: AsyncIterable<Uint8Array> | null;
  readonly clock: Clock;
  /** Hears of what a source threw at its end. */
  readonly onLoss: (error: unknown) => void;
}

/** Stands where nobody can say any more whose history it is. No relay has this id, so that its names mean nobody elsewhere. */
const SOMEBODY = { type: 'about', relayId: new Uint8Array(32), userName: 'unknown' } as const;

/** Encoded items of both, each thing once. Nothing where neither has a conversation or somebody whom one knows. */
export async function* salvageHistory(sources: SalvageSources): AsyncGenerator<Uint8Array, void> {
  const seen = new Set<string>();
  let rows = 0;
  for await (const item of bothOf(sources)) {
    const name = nameOf(item);
    // The end of one source is not the end.
    if (item.type === 'end' || seen.has(name)) continue;
    if (item.type === 'row') {
      if (!seen.has(`conversation ${toHex(item.conversation)}`)) continue;
      rows += 1;
    } else if (item.type !== 'about' && !seen.has('about')) {
      // Settings alone are there in an empty profile, too.
      if (item.type === 'setting') continue;
      seen.add('about');
      yield encodeHistoryItem({ ...SOMEBODY, written: sources.clock.now() });
    }
    seen.add(name);
    yield encodeHistoryItem(item);
  }
  if (seen.has('about')) yield encodeHistoryItem({ type: 'end', rows });
}

/** The damaged profile first, as it is newer, unless only the snapshot knows whose it is. */
async function* bothOf(sources: SalvageSources): AsyncGenerator<HistoryItem, void> {
  const about = aboutOf(sources);
  if (about === null) {
    yield* olderItems(sources);
    yield* ownItems(sources);
  } else {
    yield about;
    yield* ownItems(sources);
    yield* olderItems(sources);
  }
}

function aboutOf({ damaged, clock, onLoss }: SalvageSources): AboutItem | null {
  try {
    return damaged && readAbout({ storage: damaged, clock });
  } catch (error) {
    onLoss(error);
    return null;
  }
}

function* ownItems({ damaged, clock, onLoss }: SalvageSources): Generator<HistoryItem, void> {
  try {
    if (damaged !== null) yield* readContents({ storage: damaged, clock, outbox: new Outbox(damaged) });
  } catch (error) {
    onLoss(error);
  }
}

async function* olderItems({ snapshot, onLoss }: SalvageSources): AsyncGenerator<HistoryItem, void> {
  try {
    for await (const bytes of snapshot ?? []) yield decodeHistoryItem(bytes);
  } catch (error) {
    onLoss(error);
  }
}

/** The same for the same thing. */
function nameOf(item: HistoryItem): string {
  switch (item.type) {
    case 'about':
    case 'end':
      return item.type;
    case 'conversation':
    case 'row':
      return `${item.type} ${toHex(item.id)}`;
    case 'contact':
      return `contact ${item.userName}`;
    case 'setting':
      return `setting ${item.name}`;
  }
}
