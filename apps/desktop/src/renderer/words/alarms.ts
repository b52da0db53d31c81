// Which words of the catalogue an alarm gets: what is known of it, one line each, what it means and what to do.
import type { AlarmView } from '@hushroom/ipc';
import { fullTime } from './time.ts';
import type { Naming } from './names.ts';
import { words } from './words.ts';

interface Fact {
  readonly label: string;
  readonly text: string;
  /** Said of the running hash itself, which is compared character by character. */
  readonly hash?: boolean;
}

export interface AlarmWords {
  readonly tone: 'danger' | 'caution';
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly meaning: string;
  readonly toDo: readonly string[];
}

export function wordsForAlarm(alarm: AlarmView, naming: Naming): AlarmWords {
  const { alarms: say, notices } = words;
  switch (alarm.code) {
    case 'history-differs': {
      const name = naming.nameOf(alarm.userName);
      return {
        tone: 'danger',
        title: notices.historyDiffers(name, 1).title,
        facts: [
          { label: say.noticed, text: fullTime(alarm.at) },
          { label: say.place, text: say.places[alarm.log](alarm.seq) },
          hashFact(say.here, alarm.mine),
          hashFact(say.theirs(name), alarm.theirs),
        ],
        meaning: say.historyDiffers.meaning(name),
        toDo: say.historyDiffers.toDo(name),
      };
    }
    case 'relay-forked':
      return {
        tone: 'danger',
        title: notices.relayForked.title,
        facts: [
          { label: say.noticed, text: fullTime(alarm.at) },
          { label: say.place, text: say.places[alarm.log](alarm.seq) },
          hashFact(say.here, alarm.mine),
          hashFact(say.signed, alarm.signed),
          { label: say.proof, text: alarm.proven ? say.proven : say.unproven },
        ],
        meaning: say.relayForked.meaning(alarm.proven),
        toDo: say.relayForked.toDo(alarm.proven),
      };
    case 'messages-withheld': {
      const name = alarm.userName === null ? null : naming.nameOf(alarm.userName);
      return {
        tone: 'caution',
        title: notices.messagesWithheld.title,
        facts: [
          { label: say.since, text: fullTime(alarm.since) },
          ...(name === null ? [] : [{ label: say.shownBy, text: name }]),
          { label: say.came, text: say.places[alarm.log](alarm.came) },
          { label: say.shown, text: say.places[alarm.log](alarm.shown) },
          { label: say.missing, text: say.entries(alarm.shown - alarm.came) },
        ],
        meaning: say.messagesWithheld.meaning(name),
        toDo: say.messagesWithheld.toDo(name),
      };
    }
  }
}

/** In groups of eight, as one reads it to another. */
function hashFact(label: string, hash: string | null): Fact {
  if (hash === null) return { label, text: words.alarms.unknown };
  return { label, text: hash.match(/.{1,8}/g)?.join(' ') ?? '', hash: true };
}
