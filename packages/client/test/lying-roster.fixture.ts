// Apps that say another end of the list of people than they have.
import { Roster } from '../src/roster/roster.ts';

/** Has every engine of this process say that the roster goes up to `seq`, until what is returned is called. */
export function lieAboutRoster(seq: number): () => void {
  const truth = Object.getOwnPropertyDescriptor(Roster.prototype, 'head');
  if (truth === undefined) throw new TypeError('a roster has a head');
  Object.defineProperty(Roster.prototype, 'head', {
    configurable: true,
    get: () => ({ seq, transcript: new Uint8Array(32) }),
  });
  return () => {
    Object.defineProperty(Roster.prototype, 'head', truth);
  };
}
