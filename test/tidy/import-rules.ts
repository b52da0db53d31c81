// Who may import whom, as data. The first area whose folder holds a file decides; docs/architecture.md says why.

/** One folder of the project and the only things its files may import besides each other. */
export interface Area {
  /** Path from the root, with a slash at the end. */
  readonly folder: string;
  /** Package names; `node:` stands for every Node module, a trailing `*` for every package of that scope. */
  readonly may: readonly string[];
  /** Other folders that its files may import from by path. */
  readonly beside?: readonly string[];
  /** What the folder is for, in the words of the message that a forbidden import gets. */
  readonly purpose: string;
}

const areas: readonly Area[] = [
  { folder: 'packages/codec/', may: [], purpose: 'a leaf: it encodes and knows nothing else' },
  {
    folder: 'packages/crypto/',
    may: ['@hushroom/codec', 'libsodium-wrappers-sumo'],
    purpose: 'pure: no I/O, clock, storage, Node or DOM; libsodium is its only cryptography',
  },
  {
    folder: 'packages/wire/',
    may: ['@hushroom/codec'],
    purpose: 'the relay protocol as bytes, which the relay shares: no cryptography, no I/O',
  },
  { folder: 'packages/ipc/', may: ['valibot'], purpose: 'the one schema between page, command and engine' },
  {
    folder: 'packages/client/',
    may: ['@hushroom/codec', '@hushroom/crypto', '@hushroom/ipc', '@hushroom/wire', '@scure/bip39'],
    purpose: 'the engine: storage, transport, clock and randomness are passed in',
  },
  {
    folder: 'packages/engine-node/',
    may: [
      '@hushroom/client',
      '@hushroom/ipc',
      '@hushroom/wire',
      'better-sqlite3-multiple-ciphers',
      'libsodium-wrappers-sumo',
      'node:',
      'ws',
    ],
    purpose: 'what the engine is given on a computer: database, sockets, files, Argon2id',
  },
  {
    folder: 'apps/server/',
    may: [
      '@hushroom/codec',
      '@hushroom/wire',
      '@peculiar/x509',
      'node:',
      'pino',
      'prom-client',
      'uqr',
      'valibot',
      'ws',
    ],
    purpose: 'the relay, which does not even contain the code to read: never crypto or client',
  },
  {
    folder: 'apps/cli/',
    may: ['@hushroom/client', '@hushroom/engine-node', '@hushroom/ipc', 'node:'],
    purpose: 'the hushroom command: it starts the relay as a process and never imports it',
  },
  {
    folder: 'apps/desktop/src/shell/',
    may: ['@hushroom/ipc', 'node:'],
    purpose: 'what both shells share: the broker between page and engine, and the files that pages get',
  },
  {
    folder: 'apps/desktop/src/main/',
    may: ['@hushroom/ipc', 'electron', 'electron-updater', 'node:'],
    beside: ['apps/desktop/src/shell/'],
    purpose: "Electron's main process: it brokers messages and holds no key",
  },
  {
    folder: 'apps/desktop/src/browser/',
    may: ['@hushroom/ipc', 'node:', 'ws'],
    beside: ['apps/desktop/src/shell/'],
    purpose: 'the browser shell: it brokers messages and holds no key',
  },
  {
    folder: 'apps/desktop/src/start/',
    may: ['@hushroom/engine-node', 'node:'],
    beside: ['apps/desktop/src/shell/', 'apps/desktop/src/browser/'],
    purpose: 'npm start: which relay, which shell, and the end of both',
  },
  {
    folder: 'apps/desktop/src/preload/',
    may: ['@hushroom/ipc', 'electron'],
    purpose: 'the one bridge into the page: no logic',
  },
  {
    folder: 'apps/desktop/packaging/',
    may: ['@electron/fuses', 'electron-builder', 'node:'],
    purpose: 'packs what was built: nothing here runs in the app',
  },
  {
    folder: 'apps/desktop/src/engine/',
    may: ['@hushroom/client', '@hushroom/engine-node', '@hushroom/ipc', 'node:'],
    beside: ['apps/desktop/src/shell/'],
    purpose: 'the engine process: neither shell nor interface',
  },
  {
    folder: 'apps/desktop/src/renderer/',
    may: [
      '@fontsource*',
      '@hushroom/ipc',
      '@internationalized/date',
      '@lucide/svelte',
      'bits-ui',
      'emojibase-data',
      'jsqr',
      'linkifyjs',
      'svelte',
      'uqr',
      'vite',
    ],
    purpose: 'the interface: no key, no socket, no Node; it asks the engine through window.hushroom',
  },
];

/** Names that an import of `specifier` is checked under: its package, or `node:`. Null for a relative path. */
export function packageOf(specifier: string): string | null {
  if (specifier.startsWith('.') || specifier.startsWith('/')) return null;
  if (specifier.startsWith('node:')) return 'node:';
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

/** The area that a file belongs to, or null where everything may be imported: test/, scripts/, configuration. */
export function areaOf(path: string): Area | null {
  return areas.find((area) => path.startsWith(area.folder)) ?? null;
}

/** True if a file of `area` may import the package. */
export function allowed(area: Area, name: string): boolean {
  return area.may.some((entry) =>
    entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : entry === name,
  );
}
