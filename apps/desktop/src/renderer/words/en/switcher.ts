// The quick switcher.
export const switcher = {
  title: 'Go to',
  field: 'Conversation or person',
  results: 'Results',
  none: 'Nothing with that name',
  direct: 'Conversation',
  room: 'Room',
  past: 'Imported',
  person: 'Person on this relay',
  searchFor: (text: string) => `Search messages for “${text}”`,
};
