// What scenes do in the window, in the words of its labels: whoever uses a screen reader goes the same way.
import type { Page } from 'playwright';
import type { EngineEvent } from '@hushroom/ipc';

/** Opens a conversation or a person from the lists by name, which a narrow window may have to go back to. */
export async function open(page: Page, name: string): Promise<void> {
  const back = page.getByRole('button', { name: 'Back to the list' });
  if (await back.isVisible()) await back.click();
  await page.getByRole('navigation').getByRole('button', { name }).first().click();
  await page.getByRole('region', { name: `Conversation: ${name}` }).waitFor();
}

export async function openPanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Members and settings|Safety number)$/ }).click();
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Fills the first page and sends it. */
export async function register(page: Page): Promise<void> {
  await page.getByLabel('User name').fill('alice');
  await page.getByLabel('Passphrase', { exact: true }).fill('velvet acorn bridge candle drift');
  await press(page, 'Create account');
}

/** Lets the scripted engine say something. */
export async function emit(page: Page, event: EngineEvent): Promise<void> {
  await page.evaluate(`emit(${JSON.stringify(event)})`);
}

/** Has somebody open the link of a relay outside the window. */
export async function openLink(page: Page, relay: string): Promise<void> {
  await page.evaluate(`ask(${JSON.stringify({ type: 'invitation', relay })})`);
}
