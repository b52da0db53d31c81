// Where the passphrase comes from: a file, or the terminal, which does not show it. Never an option: command lines are
// readable by every process of the computer.
import { readFileSync } from 'node:fs';
import { CommandError } from './command.ts';
import { userPath } from './user-path.ts';

const ENTER = /^[\r\n]$/;
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACE = /^[\b\u007f]$/;

/** The passphrase of a profile that exists. Throws {@link CommandError}. */
export async function readPassphrase(file: string | null): Promise<string> {
  return file === null ? ask('Passphrase: ') : fromFile(file);
}

/** A passphrase for a new profile: asked for twice on a terminal. Throws {@link CommandError}. */
export async function choosePassphrase(file: string | null): Promise<string> {
  if (file !== null) return fromFile(file);
  process.stderr.write('There is no way to recover a lost passphrase: without it this profile is lost.\n');
  const passphrase = await ask('New passphrase: ');
  if ((await ask('Once more: ')) !== passphrase) throw new CommandError('passphrases-differ');
  return passphrase;
}

/** The file's first line, as editors write it with its end. */
function fromFile(file: string): string {
  let text: string;
  try {
    text = readFileSync(userPath(file), 'utf8');
  } catch {
    throw new CommandError('passphrase-file', file);
  }
  const passphrase = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  if (passphrase === '') throw new CommandError('passphrase-file', file);
  return passphrase;
}

async function ask(question: string): Promise<string> {
  const { stdin } = process;
  if (!stdin.isTTY) throw new CommandError('passphrase-unasked');
  process.stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  try {
    return await new Promise((resolve, reject) => {
      const typed: string[] = [];
      const take = (chunk: string): void => {
        for (const char of chunk) {
          if (char === CTRL_C) {
            stdin.off('data', take);
            reject(new CommandError('passphrase-unasked'));
          } else if (ENTER.test(char) || char === CTRL_D) {
            stdin.off('data', take);
            resolve(typed.join(''));
          } else if (BACKSPACE.test(char)) typed.pop();
          else typed.push(char);
        }
      };
      stdin.on('data', take);
      stdin.resume();
    });
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    process.stderr.write('\n');
  }
}
