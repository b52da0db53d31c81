// Where updates come from and who signs them. Null: there is no key yet, and so the app asks nobody for anything.

export interface UpdateSource {
  /** Ed25519, as an SPKI in base64. Its other half is kept off the network. */
  readonly publicKey: string;
  /** The folder on the web that holds packages and their `latest*.yml`. */
  readonly url: string;
}

export const UPDATES: UpdateSource | null = null;
