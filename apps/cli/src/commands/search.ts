// hushroom search: messages that hold some words.
import { UsageError, type Command, type Run } from '../command.ts';
import { findDirect, findRoom } from '../conversations.ts';
import { printMessage } from '../message-line.ts';
import { Watch } from '../watch.ts';

const PAGE_HITS = 50;
const DEFAULT_HITS = 20;

export const search: Command = {
  usage: 'search WORD...',
  about:
    'Prints the newest messages that hold every word, each anywhere and whatever its case and accents. Nothing is marked as read.',
  options: {
    with: { type: 'string', value: 'USER', help: 'only direct messages with this person' },
    room: { type: 'string', value: 'ROOM', help: 'only in this room, by name or id' },
    from: { type: 'string', value: 'USER', help: 'only what this person wrote' },
    since: { type: 'string', value: 'DATE', help: 'sent on this day or later, as 2026-01-31' },
    until: { type: 'string', value: 'DATE', help: 'sent before this day' },
    files: { type: 'boolean', help: 'only messages that carry a file' },
    limit: { type: 'string', value: 'NUMBER', help: `at most so many (default: ${DEFAULT_HITS})` },
  },
  run: async (run) => {
    const text = run.positionals.join(' ');
    const hasFile = run.flag('files');
    if (text.trim() === '' && !hasFile) throw new UsageError('Give a word to search for. Look at --help.');
    const limit = limitOf(run);
    const engine = await run.engine();
    const watch = await Watch.start(engine);
    const [conversation, from] = [conversationOf(run, watch), run.option('from')];
    const [since, until] = [dayOf(run, 'since'), dayOf(run, 'until')];
    let printed = 0;
    let cursor: number | null = null;
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask(cursor);
      for (const { message } of page.hits.slice(0, limit - printed)) {
        const place = watch.conversations.find(({ id }) => id === message.conversation);
        printMessage(run.output, message, place);
        printed += 1;
      }
      cursor = page.next;
    } while (cursor !== null && printed < limit);

    function ask(after: number | null) {
      return engine.call('search.messages', {
        text,
        hasFile,
        limit: Math.min(PAGE_HITS, limit - printed),
        ...(conversation === null ? {} : { conversation }),
        ...(from === null ? {} : { from }),
        ...(since === null ? {} : { since }),
        ...(until === null ? {} : { until }),
        ...(after === null ? {} : { cursor: after }),
      });
    }
  },
};

/** The id of the conversation that the options name, or null. */
function conversationOf(run: Run, watch: Watch): string | null {
  const [userName, room] = [run.option('with'), run.option('room')];
  if (userName !== null && room !== null) throw new UsageError('Give --with or --room, not both.');
  if (room !== null) return findRoom(watch, room).id;
  return userName === null ? null : (findDirect(watch, userName)?.id ?? '0'.repeat(64));
}

/** The beginning of a day here, ms since 1970; null where the option is not given. */
function dayOf(run: Run, name: string): number | null {
  const value = run.option(name);
  if (value === null) return null;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00`).getTime() : Number.NaN;
  if (Number.isNaN(at)) throw new UsageError(`--${name} takes a day, as 2026-01-31.`);
  return at;
}

function limitOf(run: Run): number {
  const value = run.option('limit') ?? String(DEFAULT_HITS);
  if (!/^[1-9]\d{0,4}$/.test(value)) throw new UsageError('--limit takes a number.');
  return Number(value);
}
