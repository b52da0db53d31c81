// The system's keychain, through Electron. A profile's key passes through here on its way; nothing is kept.
import { safeStorage } from 'electron';
import type { Keychain } from '../shell/engine-channel.ts';

/** Backends that only hide the key: a constant password, or nothing known. They count as no keychain. */
const WEAK_BACKENDS: readonly string[] = ['basic_text', 'unknown'];

/** What there is: a keychain, one that is not worth the name, or none. Call after `app` is ready. */
export async function openKeychain(): Promise<Keychain | 'weak' | null> {
  const weak =
    process.platform === 'linux' && WEAK_BACKENDS.includes(safeStorage.getSelectedStorageBackend());
  if (weak) return 'weak';
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  return {
    seal: (data) =>
      safeStorage.encryptStringAsync(data).then(
        (sealed) => sealed.toString('base64'),
        () => null,
      ),
    open: (data) =>
      safeStorage.decryptStringAsync(Buffer.from(data, 'base64')).then(
        ({ result }) => result,
        () => null,
      ),
  };
}

/** How the engine process is told what there is. */
export function keychainArgs(keychain: Keychain | 'weak' | null): readonly string[] {
  if (keychain === null) return [];
  return [keychain === 'weak' ? '--keychain-weak' : '--keychain'];
}
