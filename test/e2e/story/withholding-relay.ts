// A program: the real relay, whose operator can have it keep from one person the entries of one log, while it serves everything
// else and everybody else. On a line of standard input stands a Withheld; `null` lets go what was kept.
import { createInterface } from 'node:readline';
import { decode } from '@hushroom/codec';
import { relayFrame } from '@hushroom/wire';
import { Session } from '../../../apps/server/src/session.ts';

export interface Withheld {
  /** A user name. */
  readonly from: string;
  /** A log id in hex. */
  readonly log: string;
}

let withheld: Withheld | null = null;
const kept: (() => void)[] = [];

const { sendFrame } = Session.prototype;

Session.prototype.sendFrame = function (this: Session, frame) {
  const send = (): void => {
    sendFrame.call(this, frame);
  };
  if (this.device?.userName === withheld?.from && isEntry(frame, withheld?.log)) kept.push(send);
  else send();
};

function isEntry(frame: Uint8Array, log: string | undefined): boolean {
  const decoded = decode(relayFrame, frame);
  if (!('push' in decoded)) return false;
  const { push } = decoded;
  return push.type === 'entry' && Buffer.from(push.logId).toString('hex') === log;
}

createInterface(process.stdin).on('line', (line) => {
  withheld = JSON.parse(line) as Withheld | null;
  const sends = withheld === null ? kept.splice(0) : [];
  for (const send of sends) send();
});

await import('../../../apps/server/src/main.ts');
