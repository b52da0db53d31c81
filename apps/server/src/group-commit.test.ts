// Group commit over a store whose commits can be made to fail: who hears what, and when.
import { describe, expect, it } from 'vitest';
import { RelayError } from '@hushroom/wire';
import { TestClock } from '../test/clock.ts';
import { GroupCommit } from './group-commit.ts';
import { MemoryStore } from './store/memory.ts';

class ScriptedStore extends MemoryStore {
  readonly told: string[];
  fault: Error | null = null;

  constructor(told: string[]) {
    super();
    this.told = told;
  }

  override commit(work: () => void): void {
    this.told.push('begin');
    work();
    if (this.fault !== null) throw this.fault;
    this.told.push('durable');
  }
}

function setUp(groupMax = 10) {
  const told: string[] = [];
  const faults: unknown[] = [];
  const store = new ScriptedStore(told);
  const onFault = (error: unknown): void => {
    faults.push(error);
  };
  const commits = new GroupCommit({ store, clock: new TestClock(), groupMax, onFault });
  const write = (name: string, work: () => void = () => undefined): void => {
    commits.enqueue(
      () => {
        told.push(`write ${name}`);
        work();
      },
      () => told.push(`done ${name}`),
      ({ code }) => told.push(`${name} ${code}`),
    );
  };
  return { told, faults, store, commits, write };
}

describe('group commit', () => {
  it('answers what shared a transaction after it is durable, in the order in which it came', () => {
    const { told, commits, write } = setUp();
    for (const name of ['a', 'b']) write(name);
    expect(told).toEqual([]);
    commits.flush();
    expect(told).toEqual(['begin', 'write a', 'write b', 'durable', 'done a', 'done b']);
  });

  it('refuses one write without the others', () => {
    const { told, commits, write } = setUp();
    write('a', () => {
      throw new RelayError('conflict');
    });
    write('b');
    commits.flush();
    expect(told.slice(-3)).toEqual(['durable', 'a conflict', 'done b']);
  });

  it('acknowledges nothing of a transaction that failed, and goes on', () => {
    const { told, faults, store, commits, write } = setUp();
    store.fault = new RelayError('storage-full');
    for (const name of ['a', 'b']) write(name);
    commits.flush();
    expect(told.slice(-2)).toEqual(['a storage-full', 'b storage-full']);
    expect(faults).toHaveLength(1);
    store.fault = new Error('the disk is on fire');
    write('c');
    commits.flush();
    expect(told.at(-1)).toBe('c internal');
    store.fault = null;
    write('d');
    commits.flush();
    expect(told.at(-1)).toBe('done d');
    expect(told.filter((line) => line.startsWith('done'))).toEqual(['done d']);
  });

  it('bounds a transaction, and flushes by itself', async () => {
    const { told, write } = setUp(2);
    for (const name of ['a', 'b', 'c']) write(name);
    await Promise.resolve();
    expect(told.filter((line) => line === 'durable')).toHaveLength(2);
    expect(told.at(-1)).toBe('done c');
  });

  it('keeps a fault in telling of one write from the others', () => {
    const { told, faults, commits, write } = setUp();
    commits.enqueue(
      () => undefined,
      () => {
        throw new Error('a bug');
      },
      ({ code }) => told.push(`a ${code}`),
    );
    write('b');
    commits.flush();
    expect(told.slice(-2)).toEqual(['a internal', 'done b']);
    expect(faults).toHaveLength(1);
  });
});
