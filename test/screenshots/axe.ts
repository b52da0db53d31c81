// What axe finds on a page that keeps somebody out.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';

/** As much of what axe tells as is looked at. */
interface Findings {
  readonly violations: readonly {
    readonly id: string;
    readonly impact?: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

interface AxePage {
  readonly axe?: { run(of: unknown, options: object): Promise<Findings> };
  readonly document: unknown;
}

/** Minified: each page has to read it anew. */
const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** The rule and the places of each serious or critical fault. With `rule` that one alone is looked for. */
export async function seriousFaults(page: Page, rule?: 'color-contrast'): Promise<readonly string[]> {
  if (!(await page.evaluate(() => (globalThis as unknown as AxePage).axe !== undefined))) {
    await page.evaluate(source);
  }
  const options = {
    // What passes is not described, which is half of the time.
    resultTypes: ['violations'],
    ...(rule === undefined ? {} : { runOnly: [rule] }),
  };
  const { violations } = await page.evaluate((wish) => {
    const { axe: loaded, document } = globalThis as unknown as AxePage;
    return loaded!.run(document, wish);
  }, options);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
