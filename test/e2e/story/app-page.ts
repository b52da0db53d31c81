// The window as its user sees it: by roles and words, never by markup.
import { expect, type FileChooser, type Locator, type Page } from '@playwright/test';
import { giveFiles, type GivenFile } from './given-file.ts';

/** Deriving a key from a passphrase is slow by design. */
const OPENING_MS_MAX = 60_000;

export class AppPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async register(userName: string, passphrase: string): Promise<void> {
    await this.tryToRegister(userName, passphrase);
    await this.#online();
  }

  /** Fills in the first page, where the relay's address is already, and leaves open what comes of it. */
  async tryToRegister(userName: string, passphrase: string): Promise<void> {
    await this.page.getByLabel('User name').fill(userName);
    await this.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await this.page.getByRole('button', { name: 'Create account' }).click();
  }

  async unlock(passphrase: string): Promise<void> {
    await this.tryPassphrase(passphrase);
    await this.#online();
  }

  /** Opens the profile where the relay may be out of reach. */
  async open(passphrase: string): Promise<void> {
    await this.tryPassphrase(passphrase);
    await expect(this.page.getByTitle('Your account')).toBeVisible({ timeout: OPENING_MS_MAX });
  }

  async tryPassphrase(passphrase: string): Promise<void> {
    await this.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await this.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  }

  /** Someone's row among the people on the relay. */
  person(userName: string): Locator {
    return this.#list(/^People/, userName);
  }

  /** A row of the list of conversations, by its title. */
  conversation(title: string): Locator {
    return this.#list('Conversations', title);
  }

  /** A row of those who are not known and ask to write. */
  request(title: string): Locator {
    return this.#list('Message requests', title);
  }

  /** Opens what somebody unknown has begun, and accepts it. */
  async accept(title: string): Promise<void> {
    await this.request(title).click();
    await this.page.getByRole('button', { name: 'Accept' }).click();
    await expect(this.conversation(title)).toBeVisible();
  }

  async openConversation(title: string): Promise<void> {
    await this.conversation(title).click();
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  async openPerson(userName: string): Promise<void> {
    await this.person(userName).click();
    await expect(this.page.getByRole('heading', { level: 1, name: userName })).toBeVisible();
  }

  /** Sends, and waits until the relay has it. */
  async send(text: string): Promise<void> {
    await this.type(text);
    await expect(this.sent(text)).toBeVisible();
  }

  /** The mark of a message that is at the relay or has come further. */
  sent(text: string): Locator {
    return this.message(text).getByRole('button', { name: /^(at the relay|delivered|read)/i });
  }

  /** Chooses from the menu of a message. */
  async act(text: string, item: RegExp): Promise<void> {
    await this.message(text).locator('.bubble').click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** Chooses from the menu of a row in the list of conversations. */
  async actOnRow(title: string, item: RegExp): Promise<void> {
    await this.conversation(title).click({ button: 'right' });
    await this.choose(item);
  }

  /** Presses an item of the menu that is open. */
  async choose(item: RegExp): Promise<void> {
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** Opens one section of the settings, which is what is returned. */
  async openSettings(section: string): Promise<Locator> {
    await this.page.getByTitle('Your account').click();
    const settings = this.page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('tab', { name: section }).click();
    return settings;
  }

  /** Turns something in the settings on or off. */
  async turn(section: string, label: string, on: boolean): Promise<void> {
    const toggle = (await this.openSettings(section)).getByRole('switch', { name: label });
    await toggle.setChecked(on, { force: true });
    await expect(toggle).toBeChecked({ checked: on });
    await this.page.keyboard.press('Escape');
  }

  async type(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Holds files over the window. */
  drag(files: readonly GivenFile[]): Promise<void> {
    return giveFiles(this.page, 'dragenter', files);
  }

  /** Lets files go over the window. */
  drop(files: readonly GivenFile[]): Promise<void> {
    return giveFiles(this.page, 'drop', files);
  }

  /** Pastes files where one writes. */
  async paste(files: readonly GivenFile[]): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message' }).focus();
    await giveFiles(this.page, 'paste', files);
  }

  /** Chooses a file to attach, by its path or with its bytes. */
  async attach(file: Parameters<FileChooser['setFiles']>[0]): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Attach a file' }).click();
    await (await choosing).setFiles(file);
  }

  /** Sends the files that the dialog shows. */
  async sendAttached(caption = ''): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: /^Send / });
    if (caption !== '') await dialog.getByLabel('Caption').fill(caption);
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  message(text: string): Locator {
    return this.page.getByRole('article').filter({ hasText: text });
  }

  /** What happened in the open conversation, as its timeline says it. */
  happened(said: string): Locator {
    return this.page.getByRole('region', { name: 'Messages', exact: true }).getByText(said, { exact: true });
  }

  /** The texts of the open conversation, in order, as far as they are on screen. */
  async texts(): Promise<string[]> {
    return await this.page.getByRole('article').locator('.text').allTextContents();
  }

  async createRoom(name: string, people: readonly string[]): Promise<void> {
    await this.#sidebar().getByRole('button', { name: 'New room' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'New room' });
    await dialog.getByLabel('Name').fill(name);
    for (const userName of people)
      await dialog.getByRole('checkbox', { name: userName }).check({ force: true });
    await dialog.getByRole('button', { name: 'Create room' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  async removeMember(userName: string): Promise<void> {
    await this.showRoom();
    await this.page.getByRole('button', { name: `Remove ${userName}` }).click();
    const dialog = this.page.getByRole('dialog', { name: `Remove ${userName}?` });
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await expect(dialog).toBeHidden();
  }

  /** Opens the panel of the room that is open. */
  async showRoom(): Promise<void> {
    await this.#showPanel('Members and settings');
  }

  /** Opens the panel of the direct message's other person. Call with that conversation open. */
  async showSafetyNumber(): Promise<void> {
    await this.#showPanel('Safety number');
    await expect(this.page.getByRole('list', { name: '60 digits' })).toBeVisible();
  }

  async safetyDigits(): Promise<string> {
    const groups = await this.page
      .getByRole('list', { name: '60 digits' })
      .getByRole('listitem')
      .allTextContents();
    return groups.join(' ');
  }

  async safetyWords(): Promise<string[]> {
    await this.page.getByRole('tab', { name: 'Words' }).click();
    const words = this.page.getByRole('list', { name: '12 words' }).getByRole('listitem');
    return (await words.allTextContents()).map((word) => word.replace(/^[\s\d]*/, '').trim());
  }

  /** What begins to verify someone, in their panel: the same stands in the conversation, and leads there. */
  verifyButton(userName: string): Locator {
    return this.page.getByRole('complementary').getByRole('button', { name: `Verify ${userName}…` });
  }

  async verify(userName: string): Promise<void> {
    await this.verifyButton(userName).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'We are together' }).click();
    await dialog.getByRole('button', { name: 'They are the same' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
  }

  async #online(): Promise<void> {
    await expect(this.page.getByTitle('Your account')).toContainText('Online', { timeout: OPENING_MS_MAX });
  }

  async #showPanel(label: string): Promise<void> {
    const toggle = this.page.getByRole('button', { name: label });
    if ((await toggle.getAttribute('aria-pressed')) !== 'true') await toggle.click();
  }

  #sidebar(): Locator {
    return this.page.getByRole('navigation', { name: 'Conversations and people' });
  }

  #list(section: string | RegExp, name: string): Locator {
    return this.#sidebar()
      .getByRole('region', { name: section })
      .getByRole('button')
      .filter({
        has: this.page.getByText(name, { exact: true }),
      });
  }
}
