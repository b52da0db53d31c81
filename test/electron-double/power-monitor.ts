// `powerMonitor` and `screen`: a computer that sleeps when the test says so, with one screen.
import { EventEmitter } from 'node:events';
import { onAct } from './acts.ts';

export const powerMonitor = new EventEmitter();
onAct('power', ({ event }) => powerMonitor.emit(event));

const DISPLAY = {
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1080 },
};

export const screen = {
  getAllDisplays: (): readonly object[] => [DISPLAY],
  getPrimaryDisplay: (): object => DISPLAY,
};
