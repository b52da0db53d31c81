// hushroom safety-number: what two people compare to know that nobody is between them.
import { positionals } from '../arguments.ts';
import type { Command } from '../command.ts';
import { Watch } from '../watch.ts';

export const safetyNumber: Command = {
  usage: 'safety-number USER',
  about:
    'Prints the safety number with a person, as 60 digits and as 12 words. It is the same on both screens.',
  options: {},
  run: async (run) => {
    const [userName] = positionals(run, 'USER');
    const engine = await run.engine();
    const watch = await Watch.start(engine);
    await watch.online();
    const { digits, words, qr, verification } = await engine.call('person.safety', { userName });
    const groups = digits.match(/\d{5}/g) ?? [];
    const rows = [0, 4, 8].map((from) => groups.slice(from, from + 4).join(' '));
    run.output.result(
      { user: userName, digits, words, qr, verification },
      [...rows, '', words.slice(0, 6).join(' '), words.slice(6).join(' ')].join('\n'),
    );
  },
};
