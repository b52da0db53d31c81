// Arrow keys, Home and End move the focus through the rows of a list, so that a list is one stop for the Tab key.
import type { Attachment } from 'svelte/attachments';

/** Attach to the list. Its rows are the elements that match `selector`; the one with tabindex 0 is the Tab stop. */
export function arrowKeys(selector: string): Attachment<HTMLElement> {
  return (list) => {
    const move = (event: KeyboardEvent): void => {
      const rows = [...list.querySelectorAll<HTMLElement>(selector)];
      const at = rows.findIndex((row) => row === document.activeElement);
      if (at === -1) return;
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
      const row = to === undefined ? undefined : rows[to];
      if (row === undefined) return;
      event.preventDefault();
      row.focus();
    };
    list.addEventListener('keydown', move);
    return () => {
      list.removeEventListener('keydown', move);
    };
  };
}
