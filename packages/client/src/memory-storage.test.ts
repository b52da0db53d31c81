import { MemoryDisk, MemoryStorage } from './memory-storage.ts';
import { describeStorage } from './storage.contract.ts';

describeStorage('memory', () => {
  const disk = new MemoryDisk();
  return {
    storage: new MemoryStorage(disk),
    reopen: () => new MemoryStorage(disk),
    dispose: () => undefined,
  };
});
