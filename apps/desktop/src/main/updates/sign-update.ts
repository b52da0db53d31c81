// Signs an update: node apps/desktop/src/main/updates/sign-update.ts KEY.pem VERSION latest.yml PACKAGE …
// Run it where the private key is, which is not where packages are served. It adds one line to the feed's file.
import { createHash, createPrivateKey } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { signUpdate } from './signature.ts';

const [keyPath, version, feedPath, ...packages] = process.argv.slice(2);
if (keyPath === undefined || version === undefined || feedPath === undefined || packages.length === 0) {
  process.stderr.write('usage: sign-update.ts KEY.pem VERSION latest.yml PACKAGE …\n');
  process.exit(2);
}
const files = packages.map((path) => ({
  url: basename(path),
  sha512: createHash('sha512').update(readFileSync(path)).digest('base64'),
}));
const signature = signUpdate({ version, files }, createPrivateKey(readFileSync(keyPath)));
appendFileSync(feedPath, `signature: ${signature}\n`);
