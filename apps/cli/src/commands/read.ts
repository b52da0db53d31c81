// hushroom read: what this profile has not printed yet, or all that it has stored.
import type { EngineConnection } from '@hushroom/engine-node';
import { PAGE_MESSAGES_MAX, type ConversationView, type MessageView } from '@hushroom/ipc';
import { positionals, seconds } from '../arguments.ts';
import { UsageError, type Command, type Run } from '../command.ts';
import { connectionRemark } from '../connection-remark.ts';
import { findDirect, findRoom } from '../conversations.ts';
import { follow } from '../follow.ts';
import { printMessage } from '../message-line.ts';
import { printNews } from '../news.ts';
import type { Watch } from '../watch.ts';

export const read: Command = {
  usage: 'read [--with USER|--room ROOM] [--wait SECONDS] [--all]',
  about:
    'Prints the messages of others that this profile has not printed yet, oldest first. With --all: the whole stored\n' +
    'history, with your own, and nothing is marked.',
  options: {
    with: { type: 'string', value: 'USER', help: 'only the direct message with that person' },
    room: { type: 'string', value: 'ROOM', help: 'only that room: its name or id' },
    wait: { type: 'string', value: 'SECONDS', help: 'wait for a message if there is none; none is no error' },
    all: { type: 'boolean', help: 'the stored history' },
  },
  run: async (run) => {
    positionals(run);
    if (run.option('with') !== null && run.option('room') !== null) {
      throw new UsageError('Give either --with or --room, or neither.');
    }
    const waitSeconds = seconds(run, 'wait') ?? 0;
    const deadline = Date.now() + waitSeconds * 1000;
    let told = false;
    await follow(run, deadline, async (engine, watch) => {
      if (!(await watch.online()) && !told) {
        connectionRemark(run.output, watch.connection);
        told = true;
      }
      if (!run.flag('all')) return (await printChosen(run, engine, watch)) > 0;
      await printHistory(run, engine, watch);
      return true;
    });
  },
};

/** Null: no such conversation yet. Undefined: all conversations. */
function chosen(run: Run, watch: Watch): ConversationView | null | undefined {
  const [person, room] = [run.option('with'), run.option('room')];
  if (person !== null) return findDirect(watch, person);
  return room === null ? undefined : findRoom(watch, room);
}

/** Returns how many were new. */
async function printChosen(run: Run, engine: EngineConnection, watch: Watch): Promise<number> {
  const conversation = chosen(run, watch);
  return conversation === null ? 0 : printNews(run.output, engine, watch, conversation);
}

async function printHistory(run: Run, engine: EngineConnection, watch: Watch): Promise<void> {
  const conversation = chosen(run, watch);
  const all = conversation === undefined ? watch.conversations : conversation === null ? [] : [conversation];
  for (const one of all) {
    for (const message of await history(engine, one)) printMessage(run.output, message, one);
  }
}

/** Everything said in a conversation, oldest first. */
async function history(engine: EngineConnection, { id }: ConversationView): Promise<MessageView[]> {
  const pages: (readonly MessageView[])[] = [];
  let before: number | null = null;
  for (let more = true; more;) {
    const page: { messages: readonly MessageView[]; more: boolean } = await engine.call('conversation.page', {
      conversation: id,
      before,
      limit: PAGE_MESSAGES_MAX,
    });
    pages.unshift(page.messages);
    before = page.messages[0]?.position ?? null;
    more = page.more && before !== null;
  }
  return pages.flat().filter(({ body }) => body.type !== 'event');
}
