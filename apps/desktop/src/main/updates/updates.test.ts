import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { isSigned, signUpdate, type UpdateInfo } from './signature.ts';
import { UPDATES, type UpdateSource } from './source.ts';
import { startUpdates, type Updater } from './updates.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const source: UpdateSource = {
  publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  url: 'https://updates.example/',
};
const plain: UpdateInfo = {
  version: '0.2.0',
  files: [
    { url: 'Hushroom-0.2.0-linux-x64.AppImage', sha512: 'aaaa' },
    { url: 'Hushroom-0.2.0-linux-x64.deb', sha512: 'bbbb' },
  ],
};
const signed: UpdateInfo = { ...plain, signature: signUpdate(plain, privateKey) };

/** An updater that finds one update, and remembers what it was asked for. */
function updaterWith(updateInfo: UpdateInfo): Updater & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    autoDownload: true,
    autoInstallOnAppQuit: false,
    allowDowngrade: true,
    disableWebInstaller: false,
    setFeedURL: ({ url }) => void asked.push(url),
    checkForUpdates: () => {
      asked.push('check');
      return Promise.resolve({ isUpdateAvailable: true, updateInfo });
    },
    downloadUpdate: () => {
      asked.push('download');
      return Promise.resolve();
    },
  };
}

it('asks nobody for anything while there is no key', async () => {
  let isLoaded = false;
  await startUpdates(UPDATES, () => {
    isLoaded = true;
    return Promise.resolve(updaterWith(signed));
  });
  expect(isLoaded).toBe(false);
});

it('takes what the key signed, and fetches nothing by itself before', async () => {
  const updater = updaterWith(signed);
  await startUpdates(source, () => Promise.resolve(updater));
  expect(updater.asked).toEqual([source.url, 'check', 'download']);
  expect(updater).toMatchObject({ autoDownload: false, allowDowngrade: false, disableWebInstaller: true });
});

it.each<[string, UpdateInfo]>([
  ['no signature', plain],
  ['another version', { ...signed, version: '9.0.0' }],
  [
    'another package under the name',
    { ...signed, files: [{ ...plain.files[0]!, sha512: 'cccc' }, plain.files[1]!] },
  ],
  ['a package more', { ...signed, files: [...plain.files, { url: 'x.AppImage', sha512: 'dddd' }] }],
  ['a package less', { ...signed, files: plain.files.slice(1) }],
  ['no package', { ...signed, files: [] }],
  ['a package of a web installer', { ...signed, packages: {} } as UpdateInfo],
  [
    'the signature of another key',
    { ...plain, signature: signUpdate(plain, generateKeyPairSync('ed25519').privateKey) },
  ],
  ['a signature that is none', { ...plain, signature: 7 }],
])('leaves an update with %s where it is', async (_, info) => {
  const updater = updaterWith(info);
  await startUpdates(source, () => Promise.resolve(updater));
  expect(updater.asked).toEqual([source.url, 'check']);
});

it('takes the packages in whatever order they are named', () => {
  expect(isSigned({ ...signed, files: plain.files.toReversed() }, source.publicKey)).toBe(true);
});

it('goes on where the feed cannot be reached', async () => {
  const updater = updaterWith(signed);
  updater.checkForUpdates = () => Promise.reject(new Error('net::ERR_NAME_NOT_RESOLVED'));
  await startUpdates(source, () => Promise.resolve(updater));
  expect(updater.asked).toEqual([source.url]);
});
