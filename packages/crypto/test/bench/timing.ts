// Processor time per call, of all threads of this process, so that other programs on the machine count little. Of several
// batches the fastest counts: whatever disturbs a measurement only adds to it.

const WARM_UP_MS = 60;
const MEASURE_MS = 600;
const BATCHES = 25;

/** Microseconds per call of `run`, which may be called any number of times. */
export function microseconds(run: () => unknown): number {
  let calls = 0;
  const warmUntil = performance.now() + WARM_UP_MS;
  do {
    run();
    calls += 1;
  } while (performance.now() < warmUntil);
  const perBatch = Math.max(1, Math.round((calls * MEASURE_MS) / WARM_UP_MS / BATCHES));
  return fastest(() => {
    for (let call = 0; call < perBatch; call += 1) run();
    return perBatch;
  });
}

/** Microseconds per call of `run`, each with an input of its own. Making the inputs is not counted. */
export function microsecondsOfBatches<T>(inputs: () => readonly T[], run: (input: T) => void): number {
  // The first batch warms up.
  for (const input of inputs()) run(input);
  const batches = Array.from({ length: BATCHES }, inputs);
  return fastest(() => {
    const batch = batches.shift() ?? [];
    for (const input of batch) run(input);
    return batch.length;
  });
}

/** Microseconds of one asynchronous call, which is made `calls` times, one after the other. */
export async function microsecondsAsync(calls: number, run: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let call = 0; call < calls; call += 1) {
    const start = processorTime();
    await run();
    best = Math.min(best, processorTime() - start);
  }
  return best;
}

function fastest(batch: () => number): number {
  let best = Infinity;
  for (let index = 0; index < BATCHES; index += 1) {
    const start = processorTime();
    const calls = batch();
    best = Math.min(best, (processorTime() - start) / calls);
  }
  return best;
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
