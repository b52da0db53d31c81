// Builds the two bridges into the page: Electron's preload (CommonJS, which its sandbox asks for) and the browser
// shell's classic script.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));

export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/bridges',
    target: 'chrome120',
    minify: false,
    modulePreload: false,
    rolldownOptions: {
      input: { preload: source('preload/preload.ts'), shell: source('browser/page.ts') },
      external: ['electron'],
      output: {
        format: 'cjs',
        entryFileNames: ({ name }) => (name === 'preload' ? 'preload.cjs' : 'shell.js'),
      },
    },
  },
});
