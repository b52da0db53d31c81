// Printing what a profile has not printed yet.
import type { EngineConnection } from '@hushroom/engine-node';
import { PAGE_MESSAGES_MAX, type ConversationView } from '@hushroom/ipc';
import { isNews, printMessage } from './message-line.ts';
import type { Output } from './output.ts';
import type { Watch } from './watch.ts';

/** Prints all that is new in one conversation, or in all of them; returns how many messages that were. */
export async function printNews(
  output: Output,
  engine: EngineConnection,
  watch: Watch,
  conversation?: ConversationView,
): Promise<number> {
  let printed = 0;
  for (;;) {
    const taken = await engine.call('printed.take', {
      conversation: conversation?.id ?? null,
      limit: PAGE_MESSAGES_MAX,
    });
    const news = taken.filter(isNews);
    for (const message of news) {
      printMessage(
        output,
        message,
        watch.conversations.find(({ id }) => id === message.conversation),
      );
    }
    printed += news.length;
    if (taken.length < PAGE_MESSAGES_MAX) return printed;
  }
}
