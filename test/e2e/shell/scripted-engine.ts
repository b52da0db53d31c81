// An engine process without an engine: answers what tests of the shells ask, over the real channel to a real shell.
import { openParentChannel } from '../../../apps/desktop/src/engine/parent-channel.ts';

const channel = openParentChannel();
let rev = 0;

channel.onMessage((message) => {
  if (!('call' in message)) {
    channel.send({ rev: ++rev, event: { type: 'members', conversation: message.data ?? 'refused' } });
    return;
  }
  const { id, call, args } = message;
  switch (call) {
    case 'conversation.open':
      if (args.userName === 'crash') process.exit(1);
      // Answers after the event, so that a test sees that neither waits for the other.
      channel.send({ rev: ++rev, event: { type: 'members', conversation: args.userName } });
      channel.send({ id, ok: true, value: { title: args.userName } });
      break;
    case 'person.unverify':
      channel.send({ id, ok: false, error: { code: 'unknown-person', detail: args.userName } });
      break;
    case 'unlock':
      channel.send({ id, ok: true, value: null });
      break;
    case 'room.leave':
      channel.send({ keychain: 'seal', request: id, data: Buffer.from('key').toString('base64') });
      break;
    case 'room.create':
      // Never answered: the call stays in flight.
      break;
    default:
      channel.send({
        id,
        ok: true,
        value: { phase: 'locked', profile: 'test', suggestedRelay: '', keychain: false, version: '0' },
      });
  }
});
channel.onEnd(() => process.exit(0));
channel.send({ ready: true, files: '' });
