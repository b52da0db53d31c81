// A program: the real relay, whose operator can have it keep from one person the entries of one log, and what it signs of its
// end, while it serves everything else and everybody else. On a line of standard input stands a Withheld; `null` lets go what was kept.
import { createInterface } from 'node:readline';
import { decode } from '@hushroom/codec';
import { relayFrame } from '@hushroom/wire';
import { Session } from '../../../apps/server/src/session.ts';

export interface Withheld {
  /** A user name. */
  readonly from: string;
  /** A log id in hex. */
  readonly log: string;
  /** Whether heads of the log are kept as well as its entries. */
  readonly heads: boolean;
}

let withheld: Withheld | null = null;
const kept: (() => void)[] = [];

const { sendFrame } = Session.prototype;

Session.prototype.sendFrame = function (this: Session, frame) {
  const send = (): void => {
    sendFrame.call(this, frame);
  };
  if (withheld !== null && this.device?.userName === withheld.from && isWithheld(frame, withheld)) {
    kept.push(send);
  } else send();
};

function isWithheld(frame: Uint8Array, { log, heads }: Withheld): boolean {
  const decoded = decode(relayFrame, frame);
  if (!('push' in decoded)) return false;
  const { push } = decoded;
  if (push.type !== 'entry' && !(heads && push.type === 'head')) return false;
  return Buffer.from(push.logId).toString('hex') === log;
}

createInterface(process.stdin).on('line', (line) => {
  withheld = JSON.parse(line) as Withheld | null;
  const sends = withheld === null ? kept.splice(0) : [];
  for (const send of sends) send();
});

await import('../../../apps/server/src/main.ts');
