// The connection to the relay, as far as somebody can do something about it.
import type { Core } from '../core.ts';
import type { HandlersOf } from './handlers.ts';

export function connectionCalls({ session, relay: place }: Core): HandlersOf<'connection'> {
  return {
    'connection.retry': () => {
      session.retry();
      return null;
    },
    'connection.move': ({ relay }) => {
      place.move(relay);
      session.move();
      return null;
    },
  };
}
