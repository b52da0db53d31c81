// What is installed: a record of the lockfile that was last installed completely, and what npm says of node_modules.
// The record lies inside node_modules, so that whoever deletes that folder deletes the record with it.
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {'all' | 'relay'} Scope */
/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */

/** @param {string} root */
const recordPath = (root) => join(root, 'node_modules', '.hushroom-installed.json');

/** @param {string} root */
function lockfileHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/**
 * True if a complete installation of the present lockfile covers the scope. Costs about a millisecond.
 * @param {string} root @param {Scope} scope
 */
export function isInstalled(root, scope) {
  try {
    const record = JSON.parse(readFileSync(recordPath(root), 'utf8'));
    return record.lockfile === lockfileHash(root) && (record.scope === 'all' || record.scope === scope);
  } catch {
    return false;
  }
}

/**
 * Call it before an installation begins; what it returns, when it is complete.
 * @param {string} root @param {Scope} scope
 * @returns {() => void}
 */
export function beginInstallation(root, scope) {
  const lockfile = lockfileHash(root);
  rmSync(recordPath(root), { force: true });
  return () => writeFileSync(recordPath(root), JSON.stringify({ lockfile, scope }));
}

/**
 * True if somebody has just run `npm install` by hand: npm's own list of node_modules, which it writes last, agrees
 * with the lockfile on every package that is not optional.
 * @param {string} root
 */
export function isInstalledByHand(root) {
  try {
    const wanted = packagesOf(join(root, 'package-lock.json'));
    const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
    return [...wanted].every(([path, { version, integrity, optional, devOptional }]) => {
      const found = present.get(path);
      if (found === undefined) return optional === true || devOptional === true;
      return found.version === version && found.integrity === integrity;
    });
  } catch {
    return false;
  }
}

/** @param {string} path @returns {Map<string, LockedPackage>} by its place below node_modules */
function packagesOf(path) {
  /** @type {Record<string, LockedPackage>} */
  const packages = JSON.parse(readFileSync(path, 'utf8')).packages;
  return new Map(Object.entries(packages).filter(([place]) => place.includes('node_modules/')));
}
