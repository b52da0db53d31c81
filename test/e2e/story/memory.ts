// How much memory a process takes at most, as Linux counts it (proc_pid_status(5), proc_pid_clear_refs(5)).
import { readFileSync, writeFileSync } from 'node:fs';

/** Counts the peak anew from what the process takes now. */
const FORGET_PEAK = '5';

/** Begins to measure; what is returned tells how many bytes more than now the process has taken at most since. */
export function measureGrowth(pid: number): () => number {
  writeFileSync(`/proc/${String(pid)}/clear_refs`, FORGET_PEAK);
  const before = statusBytes(pid, 'VmRSS');
  return () => statusBytes(pid, 'VmHWM') - before;
}

function statusBytes(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`the status of a process has no ${field}`);
  return Number(kilobytes) * 1024;
}
