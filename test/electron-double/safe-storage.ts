// `safeStorage`: a keychain where the test names its key, and none otherwise.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const secret = process.env.ELECTRON_DOUBLE_KEYCHAIN;
const key = createHash('sha256')
  .update(secret ?? '')
  .digest();
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export const safeStorage = {
  getSelectedStorageBackend: (): string => (secret === undefined ? 'basic_text' : 'gnome_libsecret'),
  // Electron on Linux calls its constant password available, too: telling them apart is the app's duty.
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(true),
  encryptStringAsync: (text: string): Promise<Buffer> => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), body]));
  },
  // Async, so that a failure is a rejection.
  decryptStringAsync: async (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const body = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    const result = await Promise.resolve(Buffer.concat([body, decipher.final()]).toString('utf8'));
    return { result, shouldReEncrypt: false };
  },
};
