// hushroom save: the file of a message, fetched if need be, written where it is wanted.
import { positionals, required } from '../arguments.ts';
import type { Command } from '../command.ts';
import { printable } from '../output.ts';
import { userPath } from '../user-path.ts';
import { Watch } from '../watch.ts';

export const save: Command = {
  usage: 'save MESSAGE-ID --to PATH',
  about:
    'Fetches the file of a message (see the ids of `read --json`) and writes it: into a folder under its own name, or as\n' +
    'a new file. Nothing that is there is overwritten. What broke off goes on where it was.',
  options: { to: { type: 'string', value: 'PATH', help: 'a folder, or a file that does not exist yet' } },
  run: async (run) => {
    const [message] = positionals(run, 'MESSAGE-ID');
    const to = userPath(required(run, 'to'));
    const engine = await run.engine();
    const watch = await Watch.start(engine);
    await watch.online();
    watch.stop();
    const { path } = await engine.call('file.savePath', { message, path: to });
    run.output.result({ message, path }, printable(path));
  },
};
