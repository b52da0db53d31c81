// hushroom send: one message, and whether the relay has it.
import { CallError, type EngineConnection } from '@hushroom/engine-node';
import type { ConversationView, MessageView } from '@hushroom/ipc';
import { positionals } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { findRoom } from '../conversations.ts';
import { printMessage } from '../message-line.ts';
import { Watch } from '../watch.ts';
import { wordsFor } from '../words.ts';

/** A message that the relay has not stored by then is reported as queued, in ms. */
const SETTLE_MS = 20_000;

export const send: Command = {
  usage: 'send --to USER|--room ROOM TEXT',
  about:
    'Sends a message and waits until the relay has stored it. Without a connection it is kept, and sent when this\n' +
    'profile is next open: its state is then "queued".',
  options: {
    to: { type: 'string', value: 'USER', help: 'a person' },
    room: { type: 'string', value: 'ROOM', help: "a room's name or id" },
  },
  run: async (run) => {
    const [text] = positionals(run, 'TEXT');
    const [to, room] = [run.option('to'), run.option('room')];
    if ((to === null) === (room === null)) throw new UsageError('Give either --to or --room.');
    const engine = await run.engine();
    const watch = await Watch.start(engine);
    const online = await watch.online();
    const conversation =
      room === null ? await engine.call('conversation.open', { userName: to ?? '' }) : findRoom(watch, room);
    const sent = await engine.call('message.send', { conversation: conversation.id, text });
    const message = online ? await settled(engine, watch, sent) : sent;
    report(run.output, message, conversation, watch);
  },
};

/** The message once the relay has it, or as it is when that is not to be expected soon. */
async function settled(engine: EngineConnection, watch: Watch, sent: MessageView): Promise<MessageView> {
  const answer = engine.call('message.settled', { message: sent.id });
  const deadline = Date.now() + SETTLE_MS;
  const lost = async (): Promise<MessageView> => {
    while (watch.connection.state === 'online' && Date.now() < deadline && !watch.gone) {
      await watch.change(watch.changes, deadline);
    }
    return sent;
  };
  try {
    return await Promise.race([answer, lost()]);
  } finally {
    watch.stop();
  }
}

function report(
  output: Parameters<typeof printMessage>[0],
  message: MessageView,
  conversation: ConversationView,
  watch: Watch,
): void {
  if (message.state === 'failed') {
    throw new CallError({ code: (message.reason ?? 'internal') as CallError['code'] });
  }
  const reason =
    message.state === 'queued' ? (message.reason ?? watch.connection.reason ?? 'relay-unreachable') : null;
  printMessage(output, { ...message, reason }, conversation);
  if (reason !== null) {
    output.remark(
      `hushroom: queued, and sent when the relay is reached. ${wordsFor(reason, '')} (${reason})`,
    );
  }
}
