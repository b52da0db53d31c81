// A message that is nothing but a few emoji is shown large.

/** Longer than any three emoji, in UTF-16 units. */
const CHARS_MAX = 40;
/** How every emoji begins, and hardly any text: making ready to find whole emoji takes long, so few texts get that far. */
const BEGINNING = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\d#*]\uFE0F?\u20E3)/u;
const FEW = /^(?:\p{RGI_Emoji}\s*){1,3}$/v;

/** Whether a text is one to three emoji and nothing else. */
export function isEmojiOnly(text: string): boolean {
  return text.length < CHARS_MAX && BEGINNING.test(text) && FEW.test(text);
}
