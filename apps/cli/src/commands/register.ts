// hushroom register: makes a profile and its account.
import { positionals, required } from '../arguments.ts';
import type { Command } from '../command.ts';
import { connectionRemark } from '../connection-remark.ts';
import { newProfileEngine } from '../profile.ts';
import { Watch } from '../watch.ts';

export const register: Command = {
  usage: 'register --relay ADDRESS --user NAME',
  about: 'Makes a profile, protected by a passphrase, and registers its user name at a relay.',
  options: {
    relay: { type: 'string', value: 'ADDRESS', help: 'as the relay prints it: hushroom://host:port/#...' },
    user: { type: 'string', value: 'NAME', help: '2 to 32 of a to z, 0 to 9, ".", "_" and "-"' },
    invite: { type: 'string', value: 'CODE', help: 'where the relay asks for one' },
  },
  run: async (run) => {
    positionals(run);
    const args = {
      relay: required(run, 'relay'),
      userName: required(run, 'user'),
      inviteCode: run.option('invite') ?? '',
    };
    const { engine, passphrase } = await newProfileEngine((name) => run.option(name));
    try {
      await engine.call('register', { ...args, passphrase });
      const { snapshot } = await engine.call('subscribe', {});
      // Others can write to this device once its keys are at the relay.
      const watch = await Watch.start(engine);
      if (!(await watch.online())) connectionRemark(run.output, watch.connection);
      const { userName, profile, fingerprint } = snapshot.account;
      run.output.result(
        { user: userName, profile, relay: snapshot.connection.relayAddress, fingerprint },
        `${userName} is registered. The profile is called ${profile}.`,
      );
    } finally {
      await engine.close();
    }
  },
};
