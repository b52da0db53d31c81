// The stories in a window, once per shell: test/e2e/*.spec.ts. Stories without a window are test/e2e/*.test.ts (vitest).
import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium, mediaFlags } from './scripts/chromium.ts';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  timeout: 240_000,
  // What is waited for comes at once on an idle computer; a busy one is no fault.
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // A story that passes only the second time has found something: it fails.
  retries: 0,
  workers: 2,
  reporter: [['list']],
  use: {
    // The same of what is pressed and filled in.
    actionTimeout: 30_000,
    launchOptions: {
      executablePath: await findChromium(),
      args: [...chromiumFlags, ...mediaFlags],
    },
    // What was done and answered. To have pictures of the page at each step takes as much time again as the stories do, so
    // there is one of the end; `npx playwright test --trace on NAME` takes them all.
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false },
    screenshot: 'only-on-failure',
  },
  projects: [
    // Each shell has attacks that the other has no place for.
    { name: 'browser', testIgnore: ['electron.spec.ts', 'keychain.spec.ts', 'surroundings.spec.ts'] },
    // Bad days differ by shell only in how an engine is started again, which shell.spec.ts tries in both; what stands around
    // conversations does not differ at all.
    {
      name: 'electron',
      testIgnore: [
        'browser-shell.spec.ts',
        'bad-days.spec.ts',
        'around.spec.ts',
        'conversations.spec.ts',
        'data.spec.ts',
        'invites.spec.ts',
        'lying-relay.spec.ts',
        'messages.spec.ts',
        'people.spec.ts',
        'rooms.spec.ts',
        'settings.spec.ts',
      ],
    },
  ],
});
