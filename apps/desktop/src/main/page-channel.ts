// The interface's calls over Electron's IPC, and the engine's events back to it.
import { ipcMain, type BrowserWindow } from 'electron';
import type { ResultMessage } from '@hushroom/ipc';
import { Access } from '../shell/access.ts';
import type { Broker, PageChannel } from '../shell/broker.ts';
import { originOf, ORIGIN } from './app-origin.ts';

/** Connects the window's page, and each page after a reload, until the window closes. Call once: there is one window. */
export function connectPage(broker: Broker, window: BrowserWindow): void {
  const contents = window.webContents;
  const access = new Access();
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
}
