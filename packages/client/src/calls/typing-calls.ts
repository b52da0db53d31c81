// Telling that one is typing.
import type { Core } from '../core.ts';
import type { HandlersOf } from './handlers.ts';

export function typingCalls({ rooms, typing }: Core): HandlersOf<'typing'> {
  return {
    'typing.tell': ({ conversation, isTyping }) => {
      const driver = rooms.chosen(conversation);
      if (driver !== null) typing.tell(driver.room, isTyping);
      return null;
    },
  };
}
