// A search of messages: what is asked for, what was found so far, and more of it on demand. Every change of the question
// asks anew; an answer to an older question is dropped.
import type { CallInput, ErrorView, SearchHit } from '@hushroom/ipc';
import type { SearchStart } from '../../session/place.svelte.ts';
import type { Session } from '../../session/session.svelte.ts';

const PAGE_HITS = 30;
/** A pause in typing as long as this asks, ms. */
const PAUSE_MS = 120;
/** Pages without a hit that are passed over before one is asked whether to go on. */
const EMPTY_PAGES_MAX = 20;

/** When what is looked for was sent; '' is any time, 'between' takes the two dates. Else that many days up to today. */
export type Period = '' | 'between' | `${number}`;

type Question = Omit<CallInput<'search.messages'>, 'limit' | 'cursor'>;

export class MessageSearch {
  readonly #session: Session;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #cursor: number | null = null;

  text = $state('');
  /** Ids, names and local dates as the filters hold them; empty: any. */
  conversation = $state('');
  from = $state('');
  period = $state<Period>('');
  since = $state('');
  until = $state('');
  hasFile = $state(false);

  hits = $state.raw<readonly SearchHit[]>([]);
  more = $state(false);
  busy = $state(false);
  problem = $state.raw<ErrorView | null>(null);

  readonly asks = $derived(
    this.text.trim() !== '' ||
      this.conversation !== '' ||
      this.from !== '' ||
      Object.keys(this.#times()).length > 0 ||
      this.hasFile,
  );

  constructor(session: Session, start: SearchStart) {
    this.#session = session;
    this.text = start.text;
    this.conversation = start.conversation ?? '';
  }

  /** Asks when typing pauses. */
  askSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(), PAUSE_MS);
  }

  /** Asks from the beginning. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    this.#cursor = null;
    if (!this.asks) {
      this.hits = [];
      this.more = false;
      return;
    }
    await this.#page(asked, []);
  }

  /** The page after what was found. */
  async askMore(): Promise<void> {
    if (this.more && !this.busy) await this.#page(this.#asked, this.hits);
  }

  async #page(asked: number, before: readonly SearchHit[]): Promise<void> {
    this.busy = true;
    let found: readonly SearchHit[] = [];
    for (let pages = 0; pages < EMPTY_PAGES_MAX && found.length === 0; pages++) {
      const result = await this.#session.api.call('search.messages', {
        ...this.#question(),
        ...(this.#cursor === null ? {} : { cursor: this.#cursor }),
        limit: PAGE_HITS,
      });
      if (asked !== this.#asked) return;
      this.problem = result.ok ? null : result.error;
      this.#cursor = result.ok ? result.value.next : null;
      found = result.ok ? result.value.hits : [];
      if (this.#cursor === null) break;
    }
    this.hits = [...before, ...found];
    this.more = this.#cursor !== null;
    this.busy = false;
  }

  #question(): Question & { hasFile: boolean } {
    return {
      text: this.text.trim(),
      hasFile: this.hasFile,
      ...(this.conversation === '' ? {} : { conversation: this.conversation }),
      ...(this.from === '' ? {} : { from: this.from }),
      ...this.#times(),
    };
  }

  #times(): { since?: number; until?: number } {
    if (this.period === '') return {};
    if (this.period !== 'between') return { since: dayStart(new Date(), 1 - Number(this.period)) };
    return {
      ...(this.since === '' ? {} : { since: dayStart(dateOf(this.since)) }),
      // The day that is named belongs to what is searched.
      ...(this.until === '' ? {} : { until: dayStart(dateOf(this.until), 1) }),
    };
  }
}

/** The local date that a field writes as "2026-03-17". */
function dateOf(date: string): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day);
}

/** Midnight before a local date, some days later, in ms. */
function dayStart(date: Date, daysLater = 0): number {
  return Math.max(0, new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater).getTime());
}
