// Loaded first in the double's main process: `electron` means the double.
import { registerHooks } from 'node:module';

const double = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'electron' ? double : specifier, context),
});
