/** A shortcut that the double's system refuses, because another program has it. */
export const TAKEN_KEYS = 'CommandOrControl+Alt+T';
