// A link to a relay that was opened while a profile is open: which relay it means, and a name for a profile there.
import { addressParts } from '../start/relay-address.ts';

const NAME_CHARS_MAX = 32;

/** Whether two addresses name one relay: by its id, wherever it listens; without ids, by where it listens. */
export function isSameRelay(left: string, right: string): boolean {
  const one = nameOf(left);
  const other = nameOf(right);
  return one.id !== null && other.id !== null ? one.id === other.id : one.host === other.host;
}

/** Whether `invited` names the relay of `own` by its id, but another place where it listens. */
export function isMoved(invited: string, own: string): boolean {
  const one = nameOf(invited);
  const other = nameOf(own);
  return one.id !== null && one.id === other.id && one.host !== other.host;
}

function nameOf(address: string): { readonly id: string | null; readonly host: string } {
  return {
    id: /#([a-z2-7]{52})$/i.exec(address.trim())?.[1]?.toLowerCase() ?? null,
    host:
      addressParts(address)
        ?.host.toLowerCase()
        .replace(/:7440$/, '') ?? address,
  };
}

/** A name for a profile at that relay, made of its host, that none of the others has. */
export function profileNameFor(relay: string, taken: readonly string[]): string {
  const host = addressParts(relay)?.host.replace(/:\d+$/, '').toLowerCase() ?? '';
  const base = host.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const name = `${(base === '' ? 'profile' : base).slice(0, NAME_CHARS_MAX - suffix.length)}${suffix}`;
    if (!taken.includes(name)) return name;
  }
}
