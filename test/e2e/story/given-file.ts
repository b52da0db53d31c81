// Files that are dragged over a page, let go there, or pasted: events with real files in them, as the browser would make them.
import type { Page } from '@playwright/test';

export interface GivenFile {
  /** Any, also what no disk would take. */
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

/** A file of these bytes. */
export function given(name: string, bytes: Buffer | string, type = ''): GivenFile {
  return { name, type, base64: Buffer.from(bytes).toString('base64') };
}

/** The page's globals, for the function that runs there. */
declare const document: {
  readonly body: { dispatchEvent(event: object): void };
  readonly activeElement: { dispatchEvent(event: object): void } | null;
};
declare class DataTransfer {
  readonly items: { add(file: object): void };
}
declare const DragEvent: new (name: string, init: object) => object;
declare const ClipboardEvent: new (name: string, init: object) => object;

/** `paste` goes to what has the focus, the others to the page. */
export async function giveFiles(
  page: Page,
  name: 'dragenter' | 'drop' | 'paste',
  files: readonly GivenFile[],
): Promise<void> {
  await page.evaluate(
    ([name, files]) => {
      const transfer = new DataTransfer();
      for (const file of files) {
        const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], file.name, { type: file.type }));
      }
      const init = { bubbles: true, cancelable: true };
      if (name === 'paste')
        document.activeElement?.dispatchEvent(new ClipboardEvent(name, { ...init, clipboardData: transfer }));
      else document.body.dispatchEvent(new DragEvent(name, { ...init, dataTransfer: transfer }));
    },
    [name, files] as const,
  );
}
