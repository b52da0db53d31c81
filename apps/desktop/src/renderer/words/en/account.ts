// Oneself: the account, the relay, the lock.
export const account = {
  pictureHelp: 'The picture is drawn from your key. Others see the same one.',
  relay: 'Relay',
  relayHelp: 'Give its address to whoever should join you. It holds no secret.',
  copyRelay: 'Copy relay address',
  lockNow: 'Lock now',
};
