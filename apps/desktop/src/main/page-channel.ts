// The interface's calls over Electron's IPC, and the engine's events back to it.
import { ipcMain, type BrowserWindow } from 'electron';
import type { ResultMessage, ShellRequest } from '@hushroom/ipc';
import type { Access } from '../shell/access.ts';
import type { Broker, PageChannel } from '../shell/broker.ts';
import { originOf, ORIGIN } from './app-origin.ts';

export interface ConnectedPage {
  /** Asks the page for something; a page that is not there yet does not hear it. */
  tell(request: ShellRequest): void;
}

/**
 * Connects the window's page, and each page after a reload, until the window closes. Call once: there is one window.
 * `access` is what the page may do.
 */
export function connectPage(broker: Broker, window: BrowserWindow, access: Access): ConnectedPage {
  const contents = window.webContents;
  const waiting = new Map<number, (result: ResultMessage) => void>();
  let nextId = 0;

  const connect = (): PageChannel =>
    broker.connect(ORIGIN, access, (message) => {
      if ('id' in message) {
        waiting.get(message.id)?.(message);
        waiting.delete(message.id);
      } else if (!contents.isDestroyed()) contents.send('said', message);
    });
  let channel = connect();
  contents.on('did-navigate', () => {
    // What the page before asked is not answered to the page after, and takes none of its places.
    channel.close();
    for (const [id, resolve] of waiting) resolve({ id, ok: false, error: { code: 'engine-stopped' } });
    waiting.clear();
    channel = connect();
  });

  ipcMain.handle('call', (event, call: unknown, args: unknown) => {
    // Electron can name the frame: only the window's own top frame speaks, and only while it shows the interface.
    const frame = event.sender === contents ? event.senderFrame : null;
    const origin = frame?.parent === null ? originOf(frame.url) : '';
    const id = nextId++;
    return new Promise<ResultMessage>((resolve) => {
      waiting.set(id, resolve);
      if (channel.receive(origin, { id, call, args })) return;
      waiting.delete(id);
      resolve({ id, ok: false, error: { code: 'bad-call' } });
    });
  });

  window.once('closed', () => {
    ipcMain.removeHandler('call');
    channel.close();
  });

  return {
    tell: (request) => {
      if (!contents.isDestroyed()) contents.send('said', { shell: request });
    },
  };
}
