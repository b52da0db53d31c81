// hushroom roster: the people on the relay.
import { positionals } from '../arguments.ts';
import type { Command } from '../command.ts';
import { connectionRemark } from '../connection-remark.ts';
import { Watch } from '../watch.ts';

const MARKS = {
  verified: 'verified',
  unverified: 'not verified',
  changed: 'KEY CHANGED',
  'changed-verified': 'KEY CHANGED AFTER VERIFICATION',
} as const;

export const roster: Command = {
  usage: 'roster',
  about: 'Lists everyone on the relay: whether they are online, and whether you have verified them.',
  options: {},
  run: async (run) => {
    positionals(run);
    const watch = await Watch.start(await run.engine());
    if (!(await watch.online())) connectionRemark(run.output, watch.connection);
    const people = [...watch.people].sort((left, right) => (left.userName < right.userName ? -1 : 1));
    for (const { userName, online, verification, fingerprint, isMe } of people) {
      const mark = isMe ? 'you' : MARKS[verification];
      run.output.result(
        { user: userName, online, verification, fingerprint, me: isMe },
        `${userName.padEnd(32)}  ${online ? 'online ' : 'offline'}  ${mark}`,
      );
    }
  },
};
