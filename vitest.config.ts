// Every test that needs no browser window. One project per area, so that `npx vitest run packages/wire` stays quick.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'packages', include: ['packages/*/{src,test}/**/*.test.ts'] } },
      { test: { name: 'apps', include: ['apps/{server,cli}/{src,test}/**/*.test.ts'] } },
      {
        test: {
          name: 'desktop',
          include: ['apps/desktop/{src,packaging}/**/*.test.ts'],
          exclude: ['apps/desktop/src/renderer/**'],
        },
      },
      {
        // State classes of the interface: the compiler knows their runes, and no page is needed.
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: { name: 'renderer', include: ['apps/desktop/src/renderer/**/*.test.ts'] },
      },
      { test: { name: 'test', include: ['test/**/*.test.ts'], exclude: ['test/{e2e,sim}/**'] } },
      { test: { name: 'sim', include: ['test/sim/*.test.ts'] } },
      // A story starts real processes and waits for them.
      { test: { name: 'e2e', include: ['test/e2e/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
    // The tool's own default leaves one core idle, which on two cores is half of them.
    maxWorkers: '100%',
    // A promise that never settles fails its test instead of holding the run.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What is polled for comes at once on an idle computer; a busy one is no fault.
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
  },
});
