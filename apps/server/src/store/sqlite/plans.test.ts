// How SQLite finds what the store's statements ask for. One account can add rows without end, and everyone waits while
// they are looked through.
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from './database.ts';
import { SqliteStore } from '../sqlite.ts';

/** Statements of the store with the lines of their plans. */
function plans(): { statement: string; plan: string[] }[] {
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  new SqliteStore(':memory:').close();
  const statements = prepare.mock.calls.map(([sql]) => sql).filter((sql) => !sql.startsWith('pragma'));
  const database = openDatabase(':memory:');
  const explained = statements.map((statement) => ({
    statement,
    plan: database
      .prepare(`explain query plan ${statement}`)
      .all()
      .map(({ detail }) => String(detail)),
  }));
  database.close();
  return explained;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('statements of the store', () => {
  it('find a request and what waits in an inbox whatever was settled there', () => {
    const used = plans()
      .filter(({ statement }) => / inbox\b.* where device = /s.test(statement))
      .flatMap(({ plan }) => plan.map((line) => line.replace('SEARCH inbox USING INDEX ', '')));
    expect(used).toEqual([
      'inbox_request (device=? AND sender=? AND client_entry_id=?)',
      'inbox_sender (device=? AND sender_account=?)',
      'inbox_place (device=? AND seq>?)',
      'inbox_place (device=? AND seq<?)',
      'inbox_place (device=? AND seq<?)',
      'inbox_sender (device=?)',
    ]);
  });

  it('walk through no table that grows', () => {
    const walked = plans().filter(({ plan }) => plan.some((line) => line.startsWith('SCAN')));
    expect(walked.map(({ statement }) => statement.replace(/\s+/g, ' '))).toEqual([
      // From the oldest row, as many as it is told.
      'delete from inbox where received_at < ? and number in (select number from inbox order by number limit ?)',
      // Once, when the relay starts.
      'select coalesce(sum(min(size, 2 * received)), 0) as bytes from blobs',
    ]);
  });
});
