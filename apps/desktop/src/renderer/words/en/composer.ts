// Where one writes.
export const composer = {
  emoji: 'Emoji',
  attach: 'Attach a file',
  answering: (name: string) => `Answer to ${name}`,
  answeringYou: 'Answer to yourself',
  editing: 'Change your message',
  stop: 'Stop',
  save: 'Save the change',
  mentions: 'People to name',
};
