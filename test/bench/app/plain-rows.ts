// Rows that are only there: as high and with the same words as those of a conversation, in a list that scrolls alike.
import type { Page } from '@playwright/test';

interface PlainRow {
  readonly height: number;
  readonly words: string;
}

interface Element {
  textContent: string | null;
  style: { cssText: string };
  readonly dataset: Record<string, string>;
  scrollTop: number;
  readonly scrollHeight: number;
  append(child: Element): void;
  replaceChildren(child: Element): void;
  getBoundingClientRect(): {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}
declare const document: {
  readonly body: Element;
  createElement(name: string): Element;
};

/** Shows as many in `plain` as such a number of frames passes, from the rows that `shown` has now, at their end. */
export async function showPlain(plain: Page, shown: Page, frames: number): Promise<void> {
  const list = shown.getByRole('region', { name: 'Messages' });
  const box = await list.boundingBox();
  if (box === null) throw new Error('there is no list');
  const rows = await list.getByRole('listitem').evaluateAll((items: Element[]) =>
    items.map((item): PlainRow => ({
      height: item.getBoundingClientRect().height,
      words: item.textContent ?? '',
    })),
  );
  await plain.bringToFront();
  await plain.setViewportSize(shown.viewportSize() ?? { width: 0, height: 0 });
  await plain.evaluate(
    ([patterns, { x, y, width, height }, pixels]) => {
      const scroller = document.createElement('div');
      scroller.style.cssText = `position: fixed; left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px; overflow-y: auto`;
      let filled = 0;
      for (let at = 0; filled < pixels; at++) {
        const pattern = patterns[at % patterns.length]!;
        const row = document.createElement('article');
        row.style.cssText = `height: ${pattern.height}px; padding: 0 20%; overflow-wrap: anywhere`;
        row.dataset['message'] = String(at);
        row.textContent = pattern.words;
        scroller.append(row);
        filled += pattern.height;
      }
      document.body.replaceChildren(scroller);
      scroller.scrollTop = scroller.scrollHeight;
    },
    [rows, box, (frames * box.height) / 4 + box.height] as const,
  );
  await plain.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
}
