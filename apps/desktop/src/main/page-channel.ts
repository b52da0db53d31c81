// The interface's calls over Electron's IPC, and the engine's events back to it.
import { ipcMain, type BrowserWindow } from 'electron';
import type { ResultMessage } from '@hushroom/ipc';
import { Access } from '../shell/access.ts';
import type { Broker } from '../shell/broker.ts';
import { originOf, ORIGIN } from './app-origin.ts';

/** Connects the window's page until the window closes. Call once per window; there is one. */
export function connectPage(broker: Broker, window: BrowserWindow): void {
  const contents = window.webContents;
  const waiting = new Map<number, (result: ResultMessage) => void>();
  let nextId = 0;

  const channel = broker.connect(ORIGIN, new Access(), (message) => {
    if ('id' in message) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    } else if (!contents.isDestroyed()) contents.send('said', message);
  });

  ipcMain.handle('call', (event, call: unknown, args: unknown) => {
    // Electron can name the frame: only the window's own top frame speaks, and only while it shows the interface.
    const frame = event.sender === contents ? event.senderFrame : null;
    const origin = frame?.parent === null ? originOf(frame.url) : '';
    // Ids are ours, so that calls of a page from before a reload are not taken for those of the page after it.
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
