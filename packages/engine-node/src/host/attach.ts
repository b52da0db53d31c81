// The command's side of the profile's socket. Loads nothing of the engine: attaching must be quick.
import { connect, type Socket } from 'node:net';
import type { CallInput, CallName, CallValues, EngineMessage, EventMessage } from '@hushroom/ipc';
import { profileSocketPath } from '../profile/location.ts';
import { CallError } from './call-error.ts';
import type { EngineConnection } from './connection.ts';
import { readLines, writeLine } from './lines.ts';

/** Connects to the engine that has the profile open; null if none has. The profile is still to be unlocked. */
export async function attach(folder: string): Promise<EngineConnection | null> {
  const socket = await openSocket(profileSocketPath(folder));
  return socket === null ? null : new AttachedEngine(socket);
}

function openSocket(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.off('error', none);
      resolve(socket);
    });
    // No socket, or one that a killed engine left.
    const none = (): void => {
      resolve(null);
    };
    socket.once('error', none);
  });
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: CallError): void;
}

class AttachedEngine implements EngineConnection {
  readonly attached = true;
  readonly #socket: Socket;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #listener: (message: EventMessage) => void = () => undefined;
  #gone: () => void = () => undefined;
  #closed = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#lost();
    });
    readLines(socket, (line) => {
      // Our own engine's words, from a folder that only this user can write to.
      this.#receive(JSON.parse(line) as EngineMessage);
    });
  }

  get isGone(): boolean {
    return this.#socket.destroyed && !this.#closed;
  }

  call<N extends CallName>(name: N, args: CallInput<N>): Promise<CallValues[N]> {
    return new Promise<CallValues[N]>((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(new CallError({ code: 'engine-stopped' }));
        return;
      }
      const id = this.#nextId++;
      this.#pending.set(id, {
        resolve: (value) => {
          resolve(value as CallValues[N]);
        },
        reject,
      });
      writeLine(this.#socket, { id, call: name, args });
    });
  }

  onEvent(listener: (message: EventMessage) => void): void {
    this.#listener = listener;
  }

  onGone(listener: () => void): void {
    this.#gone = listener;
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#socket.destroy();
    return Promise.resolve();
  }

  #receive(message: EngineMessage): void {
    if ('rev' in message) {
      this.#listener(message);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.ok) pending?.resolve(message.value);
    else pending?.reject(new CallError(message.error));
  }

  #lost(): void {
    for (const pending of this.#pending.values()) pending.reject(new CallError({ code: 'engine-stopped' }));
    this.#pending.clear();
    if (!this.#closed) this.#gone();
  }
}
