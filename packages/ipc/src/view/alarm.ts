// What is known of an alarm: who, where in the log, since when, and the two histories that do not fit.

/** Where in which log, and the running hashes as hex of 32 bytes; null where this device has none at that place. */
export type AlarmView =
  /** A member signed another history than the one that came here. */
  | {
      readonly code: 'history-differs';
      readonly log: 'room' | 'roster';
      readonly userName: string;
      readonly seq: number;
      readonly mine: string | null;
      readonly theirs: string | null;
      readonly at: number;
    }
  /** The relay signed or confirmed another history than the one that it delivered. */
  | {
      readonly code: 'relay-forked';
      readonly log: 'room' | 'roster';
      readonly seq: number;
      readonly mine: string | null;
      /** Null where the relay confirmed something that the log does not show. */
      readonly signed: string | null;
      readonly at: number;
      /** Whether the relay has signed both, so that anybody can be shown that it lied. */
      readonly proven: boolean;
    }
  /** The log is known to go on, and it does not come. */
  | {
      readonly code: 'messages-withheld';
      readonly log: 'room' | 'roster';
      /** The member whose app told of it; null where it was shown otherwise, as by the relay. */
      readonly userName: string | null;
      /** The last entry that came, and the last that somebody has shown to exist. */
      readonly came: number;
      readonly shown: number;
      readonly since: number;
    };
