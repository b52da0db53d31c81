// Where one writes.
export const composer = {
  emoji: 'Emoji',
  attach: 'Attach a file',
  answering: (name: string) => `Reply to ${name}`,
  answeringYou: 'Reply to yourself',
  editing: 'Edit your message',
  stop: 'Stop',
  save: 'Save the change',
  mentions: 'People to name',
};
