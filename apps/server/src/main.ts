// The relay program: configuration in, one running relay, graceful end. The only file that touches the environment.
import { parseConfig } from './config.ts';
import { RelayConsole } from './console.ts';
import { StartError } from './error.ts';
import { asksForHelp, usage } from './options.ts';
import { startRelay } from './start.ts';

const writeLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const writeErrorLine = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Files that only their owner may read, the database's among them. */
const PRIVATE_UMASK = 0o077;

async function main(args: readonly string[]): Promise<void> {
  if (asksForHelp(args)) {
    writeLine(usage());
    return;
  }
  process.umask(PRIVATE_UMASK);
  const config = parseConfig(args, process.env);
  const output = new RelayConsole(config, writeLine, writeErrorLine);
  const relay = await startRelay(config, {
    onEvent: (event) => {
      output.event(event);
    },
    onFault: (error) => {
      output.fault(error);
    },
  });
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void relay.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // A reader of our output that went away is no reason to stop serving.
  process.stdout.on('error', () => undefined);
  if (config.owned) {
    process.stdin.once('end', stop).once('error', stop).resume();
  }
  output.started(relay);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const code = error instanceof StartError ? error.code : 'internal';
  const message = error instanceof Error ? error.message : 'unknown fault';
  if (process.argv.includes('--json')) writeLine(JSON.stringify({ error: { code, message } }));
  else writeErrorLine(`hushroom relay: ${message} (${code})`);
  process.exitCode = 1;
});
