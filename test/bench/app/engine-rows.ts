// What the engine alone takes: from the start of its process to the list, and the calls behind opening, searching, jumping.
import { openEngine, profileFolder } from '@hushroom/engine-node';
import { median } from '../median.ts';
import type { Row } from '../row.ts';
import { coldStart, type ColdStart } from './cold-start.ts';
import { CONVERSATIONS, LARGEST, LARGEST_WITH, MESSAGES, PASSPHRASE, RARE_WORD } from './profile.ts';

const STARTS = 5;
const CALLS = 30;
const PAGE = 50;

export async function measureEngine(home: string): Promise<Row[]> {
  const folder = profileFolder({ profile: 'alice', home }, {});
  const size = { conversations: CONVERSATIONS, messages: MESSAGES };
  const starts: ColdStart[] = [];
  for (let run = 0; run < STARTS; run++) starts.push(await coldStart(home, PASSPHRASE));
  const engine = await openEngine({ folder, profile: 'alice', version: '0' }, () =>
    Promise.resolve(PASSPHRASE),
  );
  const { snapshot } = await engine.call('subscribe', {});
  const id = snapshot.conversations.find(({ title }) => title === LARGEST_WITH)?.id;
  if (id === undefined) throw new Error('the largest conversation is not there');
  const time = async (step: () => Promise<unknown>): Promise<number> => {
    const times: number[] = [];
    for (let run = 0; run < CALLS; run++) {
      const start = performance.now();
      await step();
      times.push(performance.now() - start);
    }
    return round(median(times));
  };
  const page = await time(() =>
    engine.call('conversation.page', { conversation: id, before: null, limit: PAGE }),
  );
  const rare = await time(() => engine.call('search.messages', { text: RARE_WORD, limit: 20 }));
  const common = await time(() => engine.call('search.messages', { text: 'garden train', limit: 20 }));
  const short = await time(() => engine.call('search.messages', { text: 'it', limit: 20 }));
  const { hits } = await engine.call('search.messages', { text: RARE_WORD, conversation: id, limit: 20 });
  const hit = hits.at(-1)?.message;
  if (hit === undefined) throw new Error('nothing found');
  const around = await time(() =>
    engine.call('conversation.around', { conversation: id, at: hit.position, limit: PAGE }),
  );
  await engine.close();
  return [
    {
      what: 'cold start of the engine to the list',
      ...size,
      value: round(median(starts.map(({ ms }) => ms))),
      unit: 'ms',
    },
    {
      what: 'memory of the engine with the list',
      ...size,
      value: median(starts.map(({ residentMib }) => residentMib)),
      unit: 'MiB',
    },
    { what: 'page of the largest conversation', messages: LARGEST, value: page, unit: 'ms' },
    { what: 'search, a rare word, top 20', messages: MESSAGES, value: rare, unit: 'ms' },
    { what: 'search, two common words, top 20', messages: MESSAGES, value: common, unit: 'ms' },
    { what: 'search, two letters, top 20', messages: MESSAGES, value: short, unit: 'ms' },
    { what: 'page around a search hit', messages: LARGEST, value: around, unit: 'ms' },
  ];
}

function round(ms: number): number {
  return Number(ms.toPrecision(3));
}
