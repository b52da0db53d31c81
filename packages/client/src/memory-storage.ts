// Storage in memory: for the simulation and tests. What a transaction wrote is kept aside until it ends, so that a step
// that throws leaves nothing behind, as in a database.
import { answers, type RowQuery, type RowsFound } from './search/row-search.ts';
import type { MessageRow, Storage, Transaction } from './storage.ts';

interface ArrivedRow {
  readonly arrival: number;
  readonly row: MessageRow;
}

/** The durable part: hand it to another {@link MemoryStorage} to open the same profile again after a crash. */
export class MemoryDisk {
  records = new Map<string, Map<string, Uint8Array>>();
  rows = new Map<string, ArrivedRow>();
  arrivals = 0;
}

export class MemoryStorage implements Storage {
  readonly #disk: MemoryDisk;
  #open = true;
  #inside = false;

  constructor(disk: MemoryDisk = new MemoryDisk()) {
    this.#disk = disk;
  }

  transaction<T>(step: (transaction: Transaction) => T): T {
    if (!this.#open) throw new Error('storage is closed');
    if (this.#inside) throw new Error('transactions do not nest');
    this.#inside = true;
    const transaction = new MemoryTransaction(this.#disk);
    try {
      const value = step(transaction);
      transaction.commit();
      return value;
    } finally {
      transaction.end();
      this.#inside = false;
    }
  }

  close(): void {
    this.#open = false;
  }
}

/** Reads through its own writes to the disk; `null` among the writes stands for a deletion. */
class MemoryTransaction implements Transaction {
  readonly #disk: MemoryDisk;
  readonly #records = new Map<string, Map<string, Uint8Array | null>>();
  readonly #rows = new Map<string, ArrivedRow | null>();
  #arrivals: number;
  #ended = false;

  constructor(disk: MemoryDisk) {
    this.#disk = disk;
    this.#arrivals = disk.arrivals;
  }

  get(space: string, key: string): Uint8Array | null {
    this.#check();
    const written = this.#records.get(space)?.get(key);
    const value = written === undefined ? this.#disk.records.get(space)?.get(key) : written;
    return value?.slice() ?? null;
  }

  put(space: string, key: string, value: Uint8Array): void {
    this.#write(space, key, value.slice());
  }

  delete(space: string, key: string): void {
    this.#write(space, key, null);
  }

  list(space: string, prefix = ''): readonly (readonly [key: string, value: Uint8Array])[] {
    this.#check();
    const found: [string, Uint8Array][] = [];
    const written = this.#records.get(space);
    for (const [key, value] of this.#disk.records.get(space) ?? []) {
      if (key.startsWith(prefix) && written?.has(key) !== true) found.push([key, value.slice()]);
    }
    for (const [key, value] of written ?? []) {
      if (value !== null && key.startsWith(prefix)) found.push([key, value.slice()]);
    }
    return found.sort(([left], [right]) => (left < right ? -1 : 1));
  }

  putMessage(row: MessageRow): void {
    this.#check();
    const arrival = this.#row(row.id)?.arrival ?? ++this.#arrivals;
    this.#rows.set(row.id, { arrival, row });
  }

  message(id: string): MessageRow | null {
    this.#check();
    return this.#row(id)?.row ?? null;
  }

  deleteMessage(id: string): void {
    this.#check();
    this.#rows.set(id, null);
  }

  page(conversation: string, before: number | null, limit: number): readonly MessageRow[] {
    return this.#conversation(conversation)
      .filter((row) => before === null || row.position < before)
      .slice(-limit);
  }

  pageAfter(conversation: string, after: number, limit: number): readonly MessageRow[] {
    return this.#conversation(conversation)
      .filter((row) => row.position > after)
      .slice(0, limit);
  }

  search(query: RowQuery): RowsFound {
    const found = this.#all()
      .filter(({ arrival, row }) => arrival < (query.before ?? Infinity) && answers(row, query))
      .sort((left, right) => right.arrival - left.arrival);
    const page = found.slice(0, query.limit);
    const next = found.length > page.length ? (page.at(-1)?.arrival ?? null) : null;
    return { rows: page.map(({ row }) => row), next };
  }

  arrivals(after: number, limit: number): readonly ArrivedRow[] {
    return this.#all()
      .filter(({ arrival }) => arrival > after)
      .sort((left, right) => left.arrival - right.arrival)
      .slice(0, limit);
  }

  unread(conversation: string, position: number): number {
    return this.#conversation(conversation).filter((row) => row.countsUnread && row.position > position)
      .length;
  }

  expiring(limit: number): readonly MessageRow[] {
    return this.#all()
      .map(({ row }) => row)
      .filter((row) => row.expiresAt !== null)
      .sort((left, right) => (left.expiresAt ?? 0) - (right.expiresAt ?? 0))
      .slice(0, limit);
  }

  unreadMentions(conversation: string, position: number): number {
    return this.#conversation(conversation).filter((row) => row.countsMention && row.position > position)
      .length;
  }

  lastCounting(conversation: string): number {
    return this.#conversation(conversation).findLast((row) => row.countsUnread)?.position ?? 0;
  }

  lastPosition(conversation: string): number {
    return this.#conversation(conversation).at(-1)?.position ?? 0;
  }

  commit(): void {
    for (const [space, writes] of this.#records) {
      const records = this.#disk.records.get(space) ?? new Map<string, Uint8Array>();
      this.#disk.records.set(space, records);
      for (const [key, value] of writes) {
        if (value === null) records.delete(key);
        else records.set(key, value);
      }
    }
    for (const [id, arrived] of this.#rows) {
      if (arrived === null) this.#disk.rows.delete(id);
      else this.#disk.rows.set(id, arrived);
    }
    this.#disk.arrivals = this.#arrivals;
  }

  end(): void {
    this.#ended = true;
  }

  #write(space: string, key: string, value: Uint8Array | null): void {
    this.#check();
    const writes = this.#records.get(space) ?? new Map<string, Uint8Array | null>();
    this.#records.set(space, writes.set(key, value));
  }

  #row(id: string): ArrivedRow | null {
    const written = this.#rows.get(id);
    return (written === undefined ? this.#disk.rows.get(id) : written) ?? null;
  }

  #all(): ArrivedRow[] {
    this.#check();
    const merged = new Map<string, ArrivedRow | null>(this.#disk.rows);
    for (const [id, arrived] of this.#rows) merged.set(id, arrived);
    return [...merged.values()].filter((arrived) => arrived !== null);
  }

  #conversation(conversation: string): MessageRow[] {
    return this.#all()
      .map(({ row }) => row)
      .filter((row) => row.conversation === conversation)
      .sort((left, right) => left.position - right.position);
  }

  #check(): void {
    if (this.#ended) throw new Error('transaction has ended');
  }
}
