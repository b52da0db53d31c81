// Builds what Electron runs outside the page: its main process, and the engine for its utility process. Electron's Node
// runs no TypeScript, and what is packed holds no sources.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));

export default defineConfig({
  // Icons of the tray, as dist/icons.
  publicDir: 'src/main/public',
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: { 'main/main': source('main/main.ts') },
      external: ['electron'],
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'main/[name]-[hash].js' },
    },
  },
  // Everything of ours and pure JavaScript goes in; what is named here is loaded from node_modules.
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3-multiple-ciphers'] },
});
