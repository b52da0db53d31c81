// What the programs say of themselves where somebody asks how they are used, or mistypes.
import { describe, expect, it } from 'vitest';
import { Program } from './cli/program.ts';

const HUSHROOM = 'apps/cli/src/main.ts';
const RELAY = 'apps/server/src/main.ts';
const START = 'apps/desktop/src/start/main.ts';

async function run(file: string, ...args: string[]) {
  const program = new Program(file, args);
  return { status: await program.ended(), lines: program.lines, errors: program.errors };
}

const optionsIn = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('  --'));

describe('help', () => {
  it.each([HUSHROOM, RELAY, START])('is printed by %s, and nothing is started', async (file) => {
    const [long, short] = await Promise.all([run(file, '--help'), run(file, '-h')]);
    expect(long).toMatchObject({ status: 0, errors: '' });
    expect(long.lines[0]).toMatch(/^Usage: /);
    expect(short).toEqual(long);
  });

  it('says the same of a relay whichever way it is started', async () => {
    const [command, relay] = await Promise.all([run(HUSHROOM, 'relay', '--help'), run(RELAY, '--help')]);
    const passedOn = optionsIn(command.lines).filter((line) => !/--(json|help) /.test(line));
    expect(passedOn.length).toBeGreaterThan(5);
    expect(optionsIn(relay.lines)).toEqual(expect.arrayContaining(passedOn));
  });

  it.each([
    [RELAY, []],
    [START, []],
    [HUSHROOM, ['roster']],
  ])('is what %s leads to where an option is not there', async (file, before) => {
    const { status, errors } = await run(file, ...before, '--hots');
    expect(status).toBe(1);
    expect(errors).toMatch(/Unknown option '--hots'\. Look at --help/);
  });
});
