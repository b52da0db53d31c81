// Every call that an open profile answers, one file for each noun.
import type { CallArgs, CallName, CallValues } from '@hushroom/ipc';
import type { Core } from '../core.ts';
import { alarmCalls } from './alarm-calls.ts';
import { connectionCalls } from './connection-calls.ts';
import { conversationCalls } from './conversation-calls.ts';
import { draftCalls } from './draft-calls.ts';
import { fileCalls } from './file-calls.ts';
import { messageCalls } from './message-calls.ts';
import { personCalls } from './person-calls.ts';
import { roomCalls } from './room-calls.ts';
import { searchCalls } from './search-calls.ts';
import { settingsCalls } from './settings-calls.ts';
import { typingCalls } from './typing-calls.ts';

/** Calls that need no open profile: whoever opens profiles answers them. */
type ProfileCall =
  'status' | 'register' | 'unlock' | 'lock' | Extract<CallName, `profile.${string}` | `backup.${string}`>;
export type EngineCall = Exclude<CallName, ProfileCall>;

export type Handlers = {
  readonly [N in EngineCall]: (args: CallArgs<N>) => CallValues[N] | Promise<CallValues[N]>;
};

/** The handlers of the calls whose names begin with one of `Noun`. */
export type HandlersOf<Noun extends string> = Pick<Handlers, Extract<EngineCall, `${Noun}.${string}`>>;

export function handlersOf(core: Core): Handlers {
  return {
    subscribe: () => ({ rev: core.events.rev, snapshot: core.tell.snapshot() }),
    ...alarmCalls(core),
    ...connectionCalls(core),
    ...conversationCalls(core),
    ...draftCalls(core),
    ...messageCalls(core),
    ...fileCalls(core),
    ...roomCalls(core),
    ...personCalls(core),
    ...searchCalls(core),
    ...settingsCalls(core),
    ...typingCalls(core),
  };
}
