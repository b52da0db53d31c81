// hushroom send: one message or file, and whether the relay has it.
import { CallError, type EngineConnection } from '@hushroom/engine-node';
import type { ConversationView, MessageView } from '@hushroom/ipc';
import { positionals } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { findRoom } from '../conversations.ts';
import { printMessage } from '../message-line.ts';
import { userPath } from '../user-path.ts';
import { Watch } from '../watch.ts';
import { wordsFor } from '../words.ts';

/** A message that the relay has not stored by then is reported as queued, in ms. */
const SETTLE_MS = 20_000;

export const send: Command = {
  usage: 'send --to USER|--room ROOM [--reply-to ID] TEXT|--file PATH [TEXT]',
  about:
    'Sends a message and waits until the relay has stored it. Without a connection it is kept, and sent when this\n' +
    'profile is next open: its state is then "queued". An upload that was ended goes on then, too.',
  options: {
    to: { type: 'string', value: 'USER', help: 'a person' },
    room: { type: 'string', value: 'ROOM', help: "a room's name or id" },
    'reply-to': { type: 'string', value: 'ID', help: 'the message that TEXT answers' },
    file: { type: 'string', value: 'PATH', help: 'a file; TEXT then stands beside it' },
  },
  run: async (run) => {
    const file = run.option('file');
    const [text] = file !== null && run.positionals.length === 0 ? [''] : positionals(run, 'TEXT');
    const [to, room] = [run.option('to'), run.option('room')];
    const replyTo = run.option('reply-to');
    if (file !== null && replyTo !== null) throw new UsageError('A file answers no message.');
    if ((to === null) === (room === null)) throw new UsageError('Give either --to or --room.');
    const engine = await run.engine();
    const watch = await Watch.start(engine);
    const online = await watch.online();
    const conversation =
      room === null ? await engine.call('conversation.open', { userName: to ?? '' }) : findRoom(watch, room);
    const { id } = conversation;
    const sent =
      file === null
        ? await engine.call('message.send', {
            conversation: id,
            text,
            ...(replyTo === null ? {} : { replyTo }),
          })
        : await engine.call('file.sendPath', { conversation: id, path: userPath(file), caption: text });
    const settleMs = file === null ? SETTLE_MS : Infinity;
    const message = online ? await settled(engine, watch, { sent, settleMs }) : sent;
    report(run.output, message, conversation, watch);
  },
};

/** The message once the relay has it, or as it is when that is not to be expected soon. */
async function settled(
  engine: EngineConnection,
  watch: Watch,
  { sent, settleMs }: { readonly sent: MessageView; readonly settleMs: number },
): Promise<MessageView> {
  const answer = engine.call('message.settled', { message: sent.id });
  const deadline = Date.now() + settleMs;
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
