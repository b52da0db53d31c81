// The profile's settings. Each stands in a record of its own, as JSON, so that a setting that another version made or
// dropped costs no other.
import { decode, encode, text } from '@hushroom/codec';
import { DEFAULT_SETTINGS, parseSettings, type SettingsChange, type SettingsView } from '@hushroom/ipc';
import type { Storage, Transaction } from '../storage.ts';

const SPACE = 'settings';
const VALUE_BYTES_MAX = 256;
const value = text(VALUE_BYTES_MAX);

export class Settings {
  readonly #storage: Storage;
  readonly #onChange: (settings: SettingsView) => void;
  #current: SettingsView;

  constructor(storage: Storage, onChange: (settings: SettingsView) => void) {
    this.#storage = storage;
    this.#onChange = onChange;
    this.#current = { ...DEFAULT_SETTINGS, ...storage.transaction(loadSettings) };
  }

  get current(): SettingsView {
    return this.#current;
  }

  /** Changes the settings that are named, durably. Returns all of them. */
  change(change: SettingsChange): SettingsView {
    this.#storage.transaction((transaction) => {
      saveSettings(transaction, change);
    });
    this.#current = { ...this.#current, ...change };
    this.#onChange(this.#current);
    return this.#current;
  }
}

/** Those that were ever changed, and that this version knows. */
export function loadSettings(transaction: Transaction): SettingsChange {
  return Object.assign(
    {},
    ...transaction
      .list(SPACE)
      .map(([name, stored]) => parseSettings({ [name]: JSON.parse(decode(value, stored)) as unknown })),
  ) as SettingsChange;
}

export function saveSettings(transaction: Transaction, change: SettingsChange): void {
  for (const [name, chosen] of Object.entries(change)) {
    transaction.put(SPACE, name, encode(value, JSON.stringify(chosen)));
  }
}
