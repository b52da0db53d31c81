// hushroom evidence: what the relay signed, to be shown to others and checked by them.
import { readFileSync } from 'node:fs';
import { checkEvidence, type Contradiction } from '@hushroom/client';
import { parseEvidence, type Evidence } from '@hushroom/ipc';
import { CommandError, UsageError, type Command, type Run } from '../command.ts';
import { findDirect, findRoom } from '../conversations.ts';
import { printable } from '../output.ts';
import { userPath } from '../user-path.ts';
import { Watch } from '../watch.ts';

export const evidence: Command = {
  usage: 'evidence export USER|check FILE...',
  about:
    'Exports what the relay has signed about a conversation and about the list of people, or checks such documents: whether ' +
    'the relay signed them, and whether they contradict each other. What two people exported may do so where neither does alone.',
  options: { room: { type: 'string', value: 'ROOM', help: 'export: of this room, by name or id' } },
  run: async (run) => {
    const [verb, ...args] = run.positionals;
    if (verb === 'export') await exportFor(run, args);
    else if (verb === 'check') await check(run, args);
    else throw new UsageError('After "evidence" comes export or check. Look at --help.');
  },
};

async function exportFor(run: Run, args: readonly string[]): Promise<void> {
  const room = run.option('room');
  const [userName] = args;
  if ((room === null) === (userName === undefined) || args.length > 1) {
    throw new UsageError('"evidence export" takes a user name, or --room. Look at --help.');
  }
  const engine = await run.engine();
  const watch = await Watch.start(engine);
  await watch.online();
  const found = room === null ? findDirect(watch, userName ?? '') : findRoom(watch, room);
  const { id } = found ?? (await engine.call('conversation.open', { userName: userName ?? '' }));
  const { text } = await engine.call('evidence.export', { conversation: id });
  run.output.result(JSON.parse(text) as object, text.trimEnd());
}

async function check({ output }: Run, files: readonly string[]): Promise<void> {
  const [first, ...others] = files.map(read);
  if (first === undefined) throw new UsageError('"evidence check" takes one file or more. Look at --help.');
  const { relayId, signed, refused, contradictions } = await checkEvidence([first, ...others]);
  const proven = contradictions.length > 0;
  const lines = [
    `Relay ${printable(relayId)}: ${signed} heads signed by it, ${refused} not.`,
    ...contradictions.map(told),
    ...(proven ? [] : ['Nothing here proves that the relay lied.']),
  ];
  output.result({ relayId, signed, refused, proven, contradictions }, lines.join('\n'));
}

function read(path: string): Evidence {
  let text;
  try {
    text = readFileSync(userPath(path), 'utf8');
  } catch {
    throw new CommandError('evidence-file', path);
  }
  const document = parseEvidence(text);
  if (document === null) throw new CommandError('evidence-file', path);
  return document;
}

function told({ kind, first, second }: Contradiction): string {
  const [log, at, later] = [first.log.slice(0, 16), time(first.time), time(second.time)];
  return kind === 'forked'
    ? `PROVEN: it signed two histories of log ${log} up to entry ${first.seq}, at ${at} and at ${later}.`
    : `PROVEN: at ${later} it signed log ${log} as ending at entry ${second.seq}, after entry ${first.seq} at ${at}.`;
}

function time(at: number): string {
  return new Date(at).toISOString();
}
