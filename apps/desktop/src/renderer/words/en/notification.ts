// Notifications of the browser: what they say, and being allowed to show them.
export const notification = {
  newMessage: 'New message',
  newMessages: (messages: number) => (messages === 1 ? 'New message' : `${messages} new messages`),
  request: 'Would like to write to you',
  held: 'A message under a different key: look at the warning first',
  unreadable: 'A message that could not be read',
  picture: 'Picture',
  voice: 'Voice message',

  allow: 'Allow notifications',
  allowHelp: 'Your browser asks once more. It shows them while this page is open.',
  allowed: 'Notifications are on. To turn them off, use the settings of your browser for this page.',
  refused: 'Your browser refused. You can change that in its settings for this page.',
};
