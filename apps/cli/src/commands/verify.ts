// hushroom verify: marks a person verified, if the digits they gave are the right ones.
import { UsageError, type Command } from '../command.ts';
import { Watch } from '../watch.ts';

export const verify: Command = {
  usage: 'verify USER DIGITS',
  about:
    'Marks a person verified if the 60 digits, with or without spaces, are those of your safety number with them.',
  options: {},
  run: async (run) => {
    const [userName, ...groups] = run.positionals;
    if (userName === undefined || groups.length === 0) {
      throw new UsageError('Give a user name and the 60 digits. Look at --help.');
    }
    const engine = await run.engine();
    const watch = await Watch.start(engine);
    await watch.online();
    await engine.call('person.verify', { userName, digits: groups.join(' ') });
    run.output.result({ user: userName, verification: 'verified' }, `${userName} is verified.`);
  },
};
