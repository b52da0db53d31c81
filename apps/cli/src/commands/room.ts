// hushroom room: the life of a room and who is in it.
import type { EngineConnection } from '@hushroom/engine-node';
import { UsageError, type Command, type Run } from '../command.ts';
import { findRoom } from '../conversations.ts';
import { printable } from '../output.ts';
import { Watch } from '../watch.ts';

interface Verb {
  /** Names of what follows the verb. */
  readonly needs: readonly string[];
  run(run: Run, engine: EngineConnection, watch: Watch, args: readonly string[]): Promise<void>;
}

const VERBS: Readonly<Record<string, Verb>> = {
  create: {
    needs: ['NAME'],
    run: async ({ output }, engine, _watch, [name = '']) => {
      const { id, title } = await engine.call('room.create', { name });
      output.result({ room: title, id }, `The room ${printable(title)} is made. Its id is ${id}.`);
    },
  },
  add: {
    needs: ['ROOM', 'USER'],
    run: async ({ output }, engine, watch, [room = '', userName = '']) => {
      const { id, title } = findRoom(watch, room);
      await engine.call('room.add', { conversation: id, userName });
      output.result({ room: title, id, added: userName }, `${userName} is in ${printable(title)} now.`);
    },
  },
  remove: {
    needs: ['ROOM', 'USER'],
    run: async ({ output }, engine, watch, [room = '', userName = '']) => {
      const { id, title } = findRoom(watch, room);
      await engine.call('room.remove', { conversation: id, userName });
      output.result({ room: title, id, removed: userName }, `${userName} is out of ${printable(title)}.`);
    },
  },
  rename: {
    needs: ['ROOM', 'NAME'],
    run: async ({ output }, engine, watch, [room = '', name = '']) => {
      const { id, title } = findRoom(watch, room);
      await engine.call('room.rename', { conversation: id, name });
      output.result({ room: name, id, was: title }, `${printable(title)} is named ${printable(name)} now.`);
    },
  },
  role: {
    needs: ['ROOM', 'USER', 'admin|member'],
    run: async ({ output }, engine, watch, [room = '', userName = '', role = '']) => {
      if (role !== 'admin' && role !== 'member') throw new UsageError('A role is "admin" or "member".');
      const { id, title } = findRoom(watch, room);
      await engine.call('room.role', { conversation: id, userName, role });
      const says = role === 'admin' ? 'is an admin' : 'is no admin';
      output.result(
        { room: title, id, user: userName, role },
        `${userName} ${says} of ${printable(title)} now.`,
      );
    },
  },
  members: {
    needs: ['ROOM'],
    run: async ({ output }, engine, watch, [room = '']) => {
      const { id } = findRoom(watch, room);
      for (const member of await engine.call('room.members', { conversation: id })) {
        const { userName, role, verification, online, isMe } = member;
        output.result(
          { user: userName, role, verification, online, me: isMe },
          `${userName.padEnd(32)}  ${role.padEnd(6)}  ${isMe ? 'you' : verification}`,
        );
      }
    },
  },
  leave: {
    needs: ['ROOM'],
    run: async ({ output }, engine, watch, [room = '']) => {
      const { id, title } = findRoom(watch, room);
      await engine.call('room.leave', { conversation: id });
      output.result({ room: title, id, left: true }, `You have left ${printable(title)}.`);
    },
  },
  list: {
    needs: [],
    run: ({ output }, _engine, watch) => {
      for (const conversation of watch.conversations.filter(({ kind }) => kind === 'room')) {
        const { id, title, memberCount, unread, state, iAmAdmin } = conversation;
        output.result(
          { room: title, id, members: memberCount, unread, state, admin: iAmAdmin },
          `${printable(title).padEnd(32)}  ${String(memberCount).padStart(4)} members  ${state}  ${id}`,
        );
      }
      return Promise.resolve();
    },
  },
};

export const room: Command = {
  usage:
    'room create NAME|add ROOM USER|remove ROOM USER|rename ROOM NAME|role ROOM USER admin|member|members ROOM|leave ROOM|list',
  about:
    'Makes a room, adds or removes people, names it anew, says who is an admin, leaves it, or lists what there is.\n' +
    'ROOM is a name or an id.',
  options: {},
  run: async (run) => {
    const [name = '', ...args] = run.positionals;
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (verb === undefined) {
      throw new UsageError(`After "room" comes one of ${Object.keys(VERBS).join(', ')}. Look at --help.`);
    }
    if (args.length !== verb.needs.length) {
      throw new UsageError(`"room ${name}" takes ${verb.needs.join(' ') || 'nothing more'}. Look at --help.`);
    }
    const engine = await run.engine();
    const watch = await Watch.start(engine);
    await watch.online();
    await verb.run(run, engine, watch, args);
  },
};
