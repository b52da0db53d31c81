// One WebSocket of a page: the first message lets it in, every later one goes to the broker.
import type { WebSocket } from 'ws';
import type { Broker, PageChannel } from '../shell/broker.ts';
import type { Credentials, TabSession } from './credentials.ts';
import { ADMISSION_TIMEOUT_MS, SOCKET_BACKLOG_BYTES_MAX } from './limits.ts';

/** Close codes that `page.ts` tells apart from a lost connection. */
const CLOSE_REFUSED = 4403;
const CLOSE_TOO_SLOW = 4408;

export interface PageSocketOptions {
  readonly broker: Broker;
  readonly credentials: Credentials;
  /** The origin that the browser says the page has; it was compared when the socket was opened. */
  readonly origin: string;
}

/** Serves the socket until it closes. */
export function servePage(socket: WebSocket, { broker, credentials, origin }: PageSocketOptions): void {
  let channel: PageChannel | null = null;
  const admission = setTimeout(() => {
    socket.close(CLOSE_TOO_SLOW);
  }, ADMISSION_TIMEOUT_MS);

  socket.on('message', (data, isBinary) => {
    if (isBinary || !Buffer.isBuffer(data)) {
      socket.close(CLOSE_REFUSED);
      return;
    }
    const text = data.toString('utf8');
    if (channel !== null) {
      channel.receive(origin, text);
      return;
    }
    clearTimeout(admission);
    const session = admit(credentials, text);
    if (session === null) {
      socket.close(CLOSE_REFUSED);
      return;
    }
    socket.send(JSON.stringify({ session: session.secret }));
    channel = broker.connect(origin, session.access, (message) => {
      if (socket.bufferedAmount > SOCKET_BACKLOG_BYTES_MAX) socket.terminate();
      else socket.send(JSON.stringify(message));
    });
  });
  // A frame over the limit or not in UTF-8 ends the socket; `close` follows.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearTimeout(admission);
    channel?.close();
  });
}

/** The session of a first message: a new one for a token, the same again for a session; null for anything else. */
function admit(credentials: Credentials, text: string): TabSession | null {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof message !== 'object' || message === null) return null;
  if ('token' in message && typeof message.token === 'string') return credentials.redeem(message.token);
  if ('session' in message && typeof message.session === 'string') {
    return credentials.resume(message.session);
  }
  return null;
}
