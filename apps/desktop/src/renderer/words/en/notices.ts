// Alarms of a conversation: what is known, what it can mean, what to do.
export const notices = {
  identityChangedVerified: (name: string) => ({
    title: `${name} has a different key now`,
    help: `You verified ${name} before, and this is not that key. They may have set up Hushroom anew, or someone is pretending to be them. Nothing is sent until you decide.`,
  }),
  identityChangedDiffers: (name: string) => ({
    title: `${name} has a different key now`,
    help: `You compared it, and it is not ${name}’s. Somebody may be pretending to be them. Nothing is sent until you decide.`,
  }),
  identityChanged: (name: string) => ({
    title: `${name} has a different key now`,
    help: 'This happens when someone sets up Hushroom anew. It also happens when someone pretends to be them. Comparing safety numbers tells which.',
  }),
  keyDiffers: (name: string) => ({
    title: `This may not be ${name}`,
    help: `You compared safety numbers, and they differ. Somebody may read what you write here: share nothing that matters until the numbers match.`,
  }),
  /** Who: one or several names as a list. */
  historyDiffers: (who: string, people: number) => ({
    title:
      people === 1
        ? `${who} and the relay show different histories`
        : `${who} show another history than the relay`,
    help: `One side has messages here that the other does not. Messages are still shown: before you rely on them, ask ${who} by another way what they see.`,
  }),
  relayForked: {
    title: 'The relay showed two different histories',
    help: 'What it vouches for is not what it delivered here. Do not rely on this relay; tell the others by another way.',
  },
  messagesWithheld: {
    title: 'The relay holds messages back',
    help: 'Others have seen newer messages here, and the relay has not delivered them. If this stays, ask the others by another way.',
  },

  writeAnyway: 'Write without verifying',
  writeAnywayAsk: 'Write without verifying…',
  writeAnywayTitle: (name: string) => `Write to ${name} without verifying?`,
  writeAnywayHelp: (name: string) =>
    `From now on your messages can be read by whoever holds the new key. If that is not ${name}, you would not notice. Your earlier verification is removed.`,
  goOn: 'Continue',
  removeAsk: 'Remove from room…',
  removeHelp: 'They can read what they have, and nothing that comes after.',
  leaveAsk: 'Leave room…',
  dropAsk: 'Delete conversation…',
  drop: 'Delete',
  dropTitle: 'Delete this conversation?',
  dropHelp:
    'Everything in it is taken off this computer. The other side keeps what it has. Whoever writes to you again comes as a request.',
};
