import { expect, it } from 'vitest';
import { isReaction } from './reaction.ts';

it('takes one emoji of every make', () => {
  for (const emoji of ['👍', '❤️', '👍🏽', '🇨🇭', '👨‍👩‍👧‍👦', '🏳️‍🌈', '3️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿']) {
    expect(isReaction(emoji), emoji).toBe(true);
  }
});

it('refuses words, several emoji, and what stacks or hides', () => {
  const stacked = `👍${'\u0301'.repeat(20)}`;
  const long = `👍${'\u200d👍'.repeat(20)}`;
  for (const text of ['', 'a', '1', ' ', '👍👍', '👍 ', 'ok👍', '\u200d', '\u202e👍', stacked, long]) {
    expect(isReaction(text), JSON.stringify(text)).toBe(false);
  }
});
