// Where the relay listens and what it is called: chosen once, kept in the file `address`, never changed behind anyone's
// back.
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { AddressError, DEFAULT_PORT, formatAddress, parseAddress } from '@hushroom/wire';
import { equalBytes } from './bytes.ts';
import type { DataFolder } from './data-folder.ts';
import { StartError } from './error.ts';
import type { Listener } from './listener.ts';

const ADDRESS_FILE = 'address';

export interface Place {
  /** The address for clients. */
  readonly address: string;
  readonly port: number;
}

/**
 * Listens on the port asked for, else on the one kept, else on the preferred one or, at the first start only, on any
 * free one; keeps the address. Throws {@link StartError}.
 */
export async function takePlace(
  listener: Listener,
  wanted: { host: string; port: number | null; folder: DataFolder; relayId: Uint8Array },
): Promise<Place> {
  const { host, folder, relayId } = wanted;
  const kept = keptPort(folder, relayId);
  const listenHost = isLocal(host) ? host : isIP(host) === 6 ? '::' : '0.0.0.0';
  const fixed = wanted.port ?? kept;
  const port =
    fixed === null ? await listenAnywhere(listener, listenHost) : await listener.listen(listenHost, fixed);
  const address = formatAddress({ host: publicHost(host), port, relayId });
  folder.write(ADDRESS_FILE, `${address}\n`);
  return { address, port };
}

async function listenAnywhere(listener: Listener, host: string): Promise<number> {
  try {
    return await listener.listen(host, DEFAULT_PORT);
  } catch (error) {
    if (error instanceof StartError && error.code === 'port-taken') return listener.listen(host, 0);
    throw error;
  }
}

/** The port in the address file; null if there is no such file. Throws `identity-changed` if it names another CA. */
function keptPort(folder: DataFolder, relayId: Uint8Array): number | null {
  const text = folder.read(ADDRESS_FILE)?.toString() ?? null;
  if (text === null) return null;
  try {
    const kept = parseAddress(text);
    if (kept.relayId === null || equalBytes(kept.relayId, relayId)) return kept.port;
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    throw new StartError('config-invalid', 'the file `address` in the data folder is not an address', error);
  }
  throw new StartError(
    'identity-changed',
    'the address in the data folder belongs to another CA key: put the right ca.key and ca.crt back',
  );
}

/** Whether the host is an address of this computer: others (a name, an address behind NAT) cannot be listened on. */
function isLocal(host: string): boolean {
  if (host === 'localhost' || isWildcard(host) || host.startsWith('127.')) return true;
  return interfaceAddresses().some(({ address }) => address === host);
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** What clients are told: never a wildcard. */
export function publicHost(host: string): string {
  if (!isWildcard(host)) return host;
  const family = host === '::' ? 'IPv6' : 'IPv4';
  const outside = interfaceAddresses().find((own) => own.family === family && !own.internal);
  return outside?.address ?? (host === '::' ? '::1' : '127.0.0.1');
}

function interfaceAddresses() {
  return Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
}
