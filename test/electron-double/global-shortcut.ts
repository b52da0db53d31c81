// `globalShortcut`: keys that a test presses anywhere. One of them belongs to another program already.
import { onAct } from './acts.ts';
import { report } from './report.ts';
import { TAKEN_KEYS } from './taken-keys.ts';

const registered = new Map<string, () => void>();
onAct('press', ({ keys }) => registered.get(keys)?.());

export const globalShortcut = {
  register: (keys: string, onPress: () => void): boolean => {
    if (keys === TAKEN_KEYS) return false;
    registered.set(keys, onPress);
    report({ report: 'shortcut', keys, isOn: true });
    return true;
  },
  unregister: (keys: string): void => {
    if (registered.delete(keys)) report({ report: 'shortcut', keys, isOn: false });
  },
};
