// Paths as the user means them: npm runs its scripts in the project's folder and says where it was called from.
import { resolve } from 'node:path';

export function userPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}
