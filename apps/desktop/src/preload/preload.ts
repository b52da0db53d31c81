// The one bridge into the page, built as CommonJS for the sandbox: two functions, no logic, no event object passed on.
import type { HushroomApi } from '@hushroom/ipc';
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';

type Said = Parameters<Parameters<HushroomApi['on']>[0]>[0];

const api: HushroomApi = {
  call: (call, args) => ipcRenderer.invoke('call', call, args) as ReturnType<HushroomApi['call']> as never,
  on: (listener) => {
    const pass = (_: IpcRendererEvent, message: Said): void => {
      listener(message);
    };
    ipcRenderer.on('said', pass);
    return () => {
      ipcRenderer.off('said', pass);
    };
  },
};

contextBridge.exposeInMainWorld('hushroom', api);
