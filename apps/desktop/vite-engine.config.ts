// Builds the engine for Electron's utility process. The database's native addon and libsodium stay in node_modules.
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = join(import.meta.dirname, '../..');

/** The passphrase worker is a file of its own beside the engine's, so its address there must name the built one. */
const workerAddress: Plugin = {
  name: 'worker-address',
  transform: (code) =>
    code.includes('./kdf-worker.ts') ? code.replaceAll('./kdf-worker.ts', './kdf-worker.js') : null,
};

export default defineConfig({
  publicDir: false,
  plugins: [workerAddress],
  build: {
    ssr: true,
    outDir: 'dist/engine',
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: {
        main: join(import.meta.dirname, 'src/engine/main.ts'),
        'kdf-worker': join(root, 'packages/engine-node/src/profile/kdf-worker.ts'),
      },
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['better-sqlite3-multiple-ciphers', 'libsodium-wrappers-sumo'] },
});
