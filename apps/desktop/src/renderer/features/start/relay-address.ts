// What the first page says about a relay address while it is typed. The engine judges; this only shows what is in it.

export interface AddressParts {
  /** `host:port`, or the host alone. */
  readonly host: string;
  /** True if this computer is meant. */
  readonly local: boolean;
  /** The first letters of the relay id, in groups; null if the address has none. */
  readonly id: string | null;
}

/** Takes a relay address apart; null while it is not one. */
export function addressParts(address: string): AddressParts | null {
  const match = /^hushroom:\/\/([^/#\s]+)\/?(?:#([a-z2-7]{52})?)?$/i.exec(address.trim());
  const host = match?.[1];
  if (host === undefined) return null;
  const id = match?.[2]?.toLowerCase().slice(0, 12).match(/.{4}/g)?.join(' ') ?? null;
  return { host, local: /^(127\.|localhost(:|$)|\[::1\])/.test(host), id };
}
