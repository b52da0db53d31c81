// The subcommands by name, each loaded when it is called.
import type { Command } from './command.ts';

interface Subcommand {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  relay: {
    summary: 'run a relay on this computer',
    load: async () => (await import('./commands/relay.ts')).relay,
  },
  register: {
    summary: 'make a profile and register its user name at a relay',
    load: async () => (await import('./commands/register.ts')).register,
  },
  move: {
    summary: 'reach the relay of the profile at another address',
    load: async () => (await import('./commands/move.ts')).move,
  },
  roster: {
    summary: 'list the people on the relay',
    load: async () => (await import('./commands/roster.ts')).roster,
  },
  send: {
    summary: 'send a message or a file to a person or a room',
    load: async () => (await import('./commands/send.ts')).send,
  },
  save: {
    summary: 'fetch the file of a message and save it',
    load: async () => (await import('./commands/save.ts')).save,
  },
  read: {
    summary: 'print messages that were not printed yet',
    load: async () => (await import('./commands/read.ts')).read,
  },
  listen: {
    summary: 'print messages as they arrive, until interrupted',
    load: async () => (await import('./commands/listen.ts')).listen,
  },
  room: {
    summary: 'make a room, add or remove people, rename it, leave it, list them',
    load: async () => (await import('./commands/room.ts')).room,
  },
  search: {
    summary: 'print messages that hold some words',
    load: async () => (await import('./commands/search.ts')).search,
  },
  settings: {
    summary: 'print the settings of the profile, or change them',
    load: async () => (await import('./commands/settings.ts')).settings,
  },
  export: {
    summary: 'write messages, contacts and settings to an encrypted file',
    load: async () => (await import('./commands/export.ts')).exportBackup,
  },
  import: {
    summary: 'take an exported file into this profile, to read',
    load: async () => (await import('./commands/import.ts')).importBackup,
  },
  'safety-number': {
    summary: 'print what two people compare',
    load: async () => (await import('./commands/safety-number.ts')).safetyNumber,
  },
  verify: {
    summary: 'mark a person verified, with the digits they gave you',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  evidence: {
    summary: 'export what the relay signed, or check what others exported',
    load: async () => (await import('./commands/evidence.ts')).evidence,
  },
};
