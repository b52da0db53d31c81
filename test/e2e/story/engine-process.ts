// The engine processes of this computer, by what they were started with.
import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of the engines that keep their profiles somewhere in a home folder. */
export function enginesOf(home: string): number[] {
  const engines = readdirSync('/proc').filter((pid) => {
    const args = /^\d+$/.test(pid) ? argsOf(pid) : '';
    return args.includes(home) && args.includes('engine/main');
  });
  return engines.map(Number);
}

/** A process's arguments; empty if it has ended. */
function argsOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
