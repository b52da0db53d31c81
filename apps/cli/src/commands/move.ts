// hushroom move: the relay of this profile is reached at another address.
import { positionals } from '../arguments.ts';
import type { Command } from '../command.ts';
import { connectionRemark } from '../connection-remark.ts';
import { Watch } from '../watch.ts';

export const move: Command = {
  usage: 'move ADDRESS',
  about:
    'Has the profile look for its relay at another address from now on. The part after # has to be that of the relay where ' +
    'the profile is registered.',
  options: {},
  run: async (run) => {
    const [relay] = positionals(run, 'ADDRESS');
    const engine = await run.engine();
    await engine.call('connection.move', { relay });
    const watch = await Watch.start(engine);
    if (!(await watch.online())) connectionRemark(run.output, watch.connection);
    const { relayAddress, state } = watch.connection;
    run.output.result({ relay: relayAddress, state }, `The relay is looked for at ${relayAddress}.`);
  },
};
