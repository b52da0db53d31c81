// Arrow keys go from message to message.

/**
 * Takes an arrow key that was pressed on the list or on a message: from the list to the last message on screen, from a
 * message to the one above or below; `beyond` is called where there is none below.
 */
export function moveFocus(event: KeyboardEvent, scroller: HTMLElement, beyond: () => void): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const at = document.activeElement;
  if (step === undefined || (at !== scroller && at?.tagName !== 'ARTICLE')) return;
  const lines = [...scroller.querySelectorAll<HTMLElement>('article')];
  const { bottom } = scroller.getBoundingClientRect();
  const next =
    at === scroller
      ? lines.findLast((line) => line.getBoundingClientRect().top < bottom)
      : lines[lines.indexOf(at as HTMLElement) + step];
  event.preventDefault();
  if (next === undefined) {
    if (step === 1) beyond();
    return;
  }
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}
