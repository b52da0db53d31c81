import { expect, it } from 'vitest';
import { commandHelp, overview } from './help.ts';
import { SUBCOMMANDS } from './subcommands.ts';

it('names every command, and of each every option on a line of its own', async () => {
  for (const [name, { summary, load }] of Object.entries(SUBCOMMANDS)) {
    expect(overview()).toMatch(new RegExp(`^ {2}${name} +${summary}$`, 'm'));
    const command = await load();
    const [usage, ...lines] = commandHelp(command, command.options).split('\n');
    expect(usage).toMatch(new RegExp(`^Usage: hushroom ${name}`));
    const listed = lines.flatMap((line) => /^ {2}--([a-z-]+)(?: [A-Z]+)? {2,}\S/.exec(line)?.[1] ?? []);
    expect(listed).toEqual(Object.keys(command.options));
  }
});
