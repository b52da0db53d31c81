// The browser shell's bridge in the page: `window.hushroom` over a WebSocket to the shell that served it. It runs before
// the interface, takes the link's token out of the address bar, and keeps the session secret in this tab alone.
import type { ChannelState, ErrorCode, EventMessage, HushroomApi, ResultMessage } from '@hushroom/ipc';

{
  type Result = ResultMessage<never>;
  type Said = EventMessage | { readonly channel: ChannelState };

  const SESSION_KEY = 'hushroom-session';
  const CLOSE_REFUSED = 4403;
  const RETRY_MS_MAX = 5_000;
  /** Attempts in vain, some eight seconds of them, after which the shell counts as ended. */
  const FAILURES_UNTIL_GONE = 5;

  const listeners = new Set<(message: Said) => void>();
  const waiting = new Map<number, (result: Result) => void>();
  /** Calls made before the shell has let us in for the first time. */
  let early: string[] | null = [];
  let socket: WebSocket | null = null;
  let failure: ErrorCode = 'engine-stopped';
  let failures = 0;
  let nextId = 0;

  // A token is good for one exchange: whoever reads the history or a picture of the window later finds nothing.
  let token: string | null = location.hash.slice(1);
  if (token === '') token = null;
  else history.replaceState(null, '', location.pathname);

  const say = (message: Said): void => {
    for (const listener of listeners) listener(message);
  };

  const failAll = (): void => {
    for (const [id, resolve] of waiting) resolve({ id, ok: false, error: { code: failure } });
    waiting.clear();
  };

  const admitted = (open: WebSocket, session: string): void => {
    sessionStorage.setItem(SESSION_KEY, session);
    token = null;
    socket = open;
    failures = 0;
    if (early === null) say({ channel: 'restored' });
    for (const call of early ?? []) open.send(call);
    early = null;
  };

  const received = (message: { session: string } | Result | Said, open: WebSocket): void => {
    if ('session' in message) admitted(open, message.session);
    else if ('id' in message) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    } else say(message);
  };

  const connect = (): void => {
    const session = sessionStorage.getItem(SESSION_KEY);
    const attempt = new WebSocket(`ws://${location.host}/channel`);
    attempt.onopen = () => {
      attempt.send(JSON.stringify(token === null ? { session } : { token }));
    };
    attempt.onmessage = (event: MessageEvent<string>) => {
      received(JSON.parse(event.data) as { session: string } | Result | Said, attempt);
    };
    attempt.onclose = ({ code }) => {
      const wasOpen = socket === attempt;
      socket = null;
      if (code === CLOSE_REFUSED && token !== null && session !== null) {
        // A link opened a second time in a tab that is already let in: the session still is good.
        token = null;
        connect();
        return;
      }
      if (code === CLOSE_REFUSED) failure = 'link-expired';
      // Calls from before the first connection wait for it, unless it cannot come.
      if (early === null || failure === 'link-expired') {
        early = null;
        failAll();
      }
      if (wasOpen) say({ channel: 'lost' });
      else if (failure === 'link-expired' || failures === FAILURES_UNTIL_GONE) say({ channel: 'gone' });
      if (failure !== 'link-expired') setTimeout(connect, Math.min(RETRY_MS_MAX, 250 * 2 ** failures++));
    };
  };

  const api: HushroomApi = {
    call: (call, args) =>
      new Promise((resolve) => {
        const id = nextId++;
        if (socket === null && early === null) {
          resolve({ id, ok: false, error: { code: failure } });
          return;
        }
        waiting.set(id, resolve);
        const message = JSON.stringify({ id, call, args });
        if (socket === null) early?.push(message);
        else socket.send(message);
      }),
    on: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };

  Object.defineProperty(window, 'hushroom', {
    value: Object.freeze(api),
    writable: false,
    configurable: false,
  });
  // A fresh link put into the address bar of this tab changes the fragment alone.
  window.addEventListener('hashchange', () => {
    location.reload();
  });
  connect();
}
