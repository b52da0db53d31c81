import { expect, it } from 'vitest';
import { isEmojiOnly } from './emoji-only.ts';

it('knows one to three emoji, however many signs they are made of, from words and crowds of them', () => {
  for (const text of ['🌱', '👩‍👩‍👧‍👦 🇩🇪', '👍🏽👍🏽 👍🏽', '3️⃣', '❤️']) expect(isEmojiOnly(text)).toBe(true);
  for (const text of ['', '🌱 yes', '🌱🌱🌱🌱', '3', ':)']) expect(isEmojiOnly(text)).toBe(false);
});
