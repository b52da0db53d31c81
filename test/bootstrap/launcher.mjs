// A launcher for launch.test.ts: starts the rest of its command line as a target.
import { launch } from '../../scripts/launch.mjs';

await launch(process.execPath, process.argv.slice(2));
