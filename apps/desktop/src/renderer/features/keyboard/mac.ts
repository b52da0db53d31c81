// Whether the keyboard has a Command key in the place of Ctrl.

export const isMac = /mac/i.test(navigator.userAgent);
