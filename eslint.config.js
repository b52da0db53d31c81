// ESLint: typescript-eslint's strictest typed rules, Svelte's own, and the habits of docs/architecture.md as rules.
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Text becomes code only through these doors, so they stay shut everywhere. */
const noTextAsCode = {
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-restricted-properties': [
    'error',
    ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc'].map((property) => ({
      property,
      message: 'Message text renders as text: set textContent, or build nodes in a Svelte template.',
    })),
    { object: 'document', property: 'write', message: 'Build nodes in a Svelte template.' },
  ],
};

const networkGlobals = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'Worker', 'SharedWorker'];
const noNetworkMessage = 'The renderer has no network: add a call to packages/ipc and let the engine do it.';

/** The page talks to the engine through window.hushroom and to nobody else. */
const noNetwork = {
  'no-restricted-globals': ['error', ...networkGlobals.map((name) => ({ name, message: noNetworkMessage }))],
  'no-restricted-syntax': [
    'error',
    {
      selector: `MemberExpression[object.name=/^(window|globalThis|self|navigator)$/][property.name=/^(${networkGlobals.join('|')}|sendBeacon)$/]`,
      message: noNetworkMessage,
    },
  ],
};

const house = {
  eqeqeq: 'error',
  'no-console': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/consistent-type-exports': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // `assert`-like overloads and generic codecs read better with a type named once.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
};

export default defineConfig(
  globalIgnores(['**/dist/', '**/out/', '**/coverage/', '**/test-results/', '.cache/']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'apps/desktop/src/renderer/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: { ...noTextAsCode, ...house },
  },
  {
    // Scripts that old Nodes start are JavaScript; tsc reads their JSDoc types.
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.strict],
    rules: { ...noTextAsCode, eqeqeq: 'error', 'object-shorthand': 'error' },
  },
  {
    // A component's script is checked for types by svelte-check, which understands templates; here it is linted without.
    files: ['**/*.svelte', '**/*.svelte.ts'],
    extends: [tseslint.configs.strict, svelte.configs.recommended],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      ...noTextAsCode,
      eqeqeq: 'error',
      'no-console': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/button-has-type': 'error',
      // State classes replace maps and sets whole in $state.raw; copying them into reactive ones would cost and gain nothing.
      'svelte/prefer-svelte-reactivity': 'off',
      // The app is one page without a router.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['apps/desktop/src/renderer/**'],
    // The bytes of files go beside the channel, in this one place.
    ignores: ['**/*.test.ts', 'apps/desktop/src/renderer/session/file-bytes.ts'],
    rules: noNetwork,
  },
  {
    // Programs whose output is a console.
    files: ['apps/cli/**', 'apps/server/src/{main,console}*.ts', 'scripts/**', 'test/**', '**/*.test.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.ts', 'test/**', 'packages/*/test/**'],
    rules: {
      // A test looks at what it has just made; the assertion that follows is the check.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
