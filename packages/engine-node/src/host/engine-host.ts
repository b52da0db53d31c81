// One profile as a process serves it: locked until a passphrase or the keychain opens it, then the engine on it. It
// answers the calls about the profile itself and hands all others to the engine. While the profile is open it listens on
// the profile's socket, so that the command can attach.
import {
  Engine,
  EngineError,
  isRefused,
  register,
  type Clock,
  type FileTicket,
  type Transport,
} from '@hushroom/client';
import type { CallArgs, CallValues, ErrorView, EventMessage, ParsedCall, ResultMessage } from '@hushroom/ipc';
import { systemClock, systemRandom } from '../clock.ts';
import type { SqliteStorage } from '../database/sqlite-storage.ts';
import { ProfileError } from '../error.ts';
import { KDF_PARAMETERS, type DeriveKey, type KdfParameters } from '../profile/kdf.ts';
import { addKeychain, changePassphrase, openersOf, removeKeychain } from '../profile/key-change.ts';
import type { Keychain } from '../profile/key-slot.ts';
import { keepLook } from '../profile/look.ts';
import { filesFolder } from '../profile/location.ts';
import { checkPassphrase, createProfile, openProfile, type OpenProfile } from '../profile/profile.ts';
import { dataOf } from '../profile/profile-data.ts';
import { describeFault, logFault, readLog } from '../profile/profile-log.ts';
import { recoverProfile } from '../profile/recovery.ts';
import { openAccountSeed } from '../profile/vault.ts';
import { wipeProfile } from '../profile/wipe.ts';
import { DiskFileStore } from '../files/disk-file-store.ts';
import { DiskLocalFiles } from '../files/disk-local-files.ts';
import { RelayBlobTransport } from '../files/relay-blob-transport.ts';
import { RelayTransport } from '../transport/relay-transport.ts';
import { Attempts } from './attempts.ts';
import { backupPath, makeFolderFor } from './backup.ts';
import { Backups } from './backups.ts';
import { diagnosticsText, LOG_LINES } from './diagnostics.ts';
import { IdleLock } from './idle-lock.ts';
import { PassphraseCheck } from './passphrase-check.ts';
import { ProfileSocket } from './profile-socket.ts';
import { statusOf } from './status.ts';
import { Upkeep } from './upkeep.ts';

export interface EngineHostOptions {
  /** The profile's folder; it need not exist. */
  readonly folder: string;
  /** The profile's name, for views. */
  readonly profile: string;
  /** The relay to offer on the first page; empty when none is known. */
  readonly suggestedRelay: string;
  /** Where the named profiles are, to be listed; none are listed where it is not given. */
  readonly home?: string;
  /** No profile was named at the start. */
  readonly pick?: boolean;
  /** The version of the program. */
  readonly version: string;
  /** Null where nothing but a passphrase can open a profile. */
  readonly keychain: Keychain | null;
  /** There is a keychain that only hides what it holds: it is not used, and that is said. */
  readonly keychainWeak?: boolean;
  readonly onEvent: (message: EventMessage) => void;
  /** Hears of faults of our own, which callers see as `internal` only, as the profile's log describes them. */
  readonly onFault?: (fault: string) => void;
  /** Cheaper ones are for tests. */
  readonly kdf?: KdfParameters;
  /** Takes over a derivation that was begun while this was being loaded. */
  readonly derive?: DeriveKey;
  readonly transport?: Transport;
  readonly clock?: Clock;
}

/** What there is while the profile is open. */
interface Running {
  readonly engine: Engine;
  readonly storage: SqliteStorage;
  readonly socket: ProfileSocket;
  readonly idleLock: IdleLock;
  readonly upkeep: Upkeep;
  readonly backups: Backups;
  /** Null where it was opened by the keychain. */
  passphraseCheck: PassphraseCheck | null;
}

export class EngineHost {
  readonly #options: EngineHostOptions;
  readonly #clock: Clock;
  readonly #transport: Transport;
  readonly #attempts: Attempts;
  #running: Running | null = null;
  #lastRev = 0;
  /** Opening and closing never overlap. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: EngineHostOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#transport = options.transport ?? new RelayTransport({ now: () => this.#clock.now() });
    this.#attempts = new Attempts(this.#clock);
  }

  /** Answers one call. Never rejects. */
  async handle(message: ParsedCall): Promise<ResultMessage> {
    const { id } = message;
    try {
      return { id, ok: true, value: await this.#serve(message) };
    } catch (error) {
      return { id, ok: false, error: this.#errorView(error) };
    }
  }

  /** What a ticket opens, once; null for one that is not good, and while the profile is locked. */
  useTicket(ticket: string): FileTicket | null {
    return this.#running?.backups.useTicket(ticket) ?? this.#running?.engine.useTicket(ticket) ?? null;
  }

  /** Waits a little for answers that attached commands are waiting for, then stops the engine and closes the profile. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  #serve(message: ParsedCall): unknown {
    switch (message.call) {
      case 'status':
        return statusOf(this.#options, this.#running !== null);
      case 'register':
        return this.#inTurn(() => this.#register(message.args));
      case 'unlock':
        return this.#inTurn(() => this.#attempts.try(() => this.#unlock(message.args.passphrase)));
      case 'lock':
        return this.#inTurn(() => this.#lock());
      case 'profile.active':
        this.#running?.idleLock.touch();
        return null;
      case 'profile.showing':
        // The shell in between listens to it.
        return null;
      case 'profile.openers':
        return openersOf(this.#options.folder);
      case 'profile.changePassphrase':
        return this.#inTurn(() => this.#attempts.try(() => this.#changePassphrase(message.args)));
      case 'profile.useKeychain':
        return this.#inTurn(() => this.#attempts.try(() => this.#useKeychain(message.args)));
      case 'profile.recover':
        return this.#inTurn(() => this.#attempts.try(() => this.#recover(message.args)));
      case 'profile.deleteAccount':
        return this.#inTurn(() => this.#attempts.try(() => this.#deleteAccount(message.args.passphrase)));
      case 'profile.wipe':
        return this.#inTurn(() => this.#wipe(message.args.profile));
      case 'profile.open':
        // A shell answers it by putting another engine in the place of this one.
        throw new ProfileError('profile-in-use');
      case 'profile.data':
        return dataOf(this.#options.folder);
      case 'profile.diagnostics':
        return this.#diagnostics();
      case 'backup.export':
        return this.#requireRunning().backups.export(message.args.passphrase);
      case 'backup.exportPath':
        return this.#requireRunning().backups.exportTo(message.args.path, message.args.passphrase);
      case 'backup.list':
        return this.#requireRunning().backups.list();
      case 'backup.open':
        return this.#requireRunning().backups.open(message.args.name);
      case 'backup.receive':
        return this.#requireRunning().backups.receive(message.args.sizeBytes);
      case 'backup.import':
        return this.#requireRunning().backups.import(message.args.name, message.args.passphrase);
      case 'backup.importPath':
        return this.#requireRunning().backups.importFrom(message.args.path, message.args.passphrase);
      default: {
        return this.#requireRunning().engine.handle(message.call, message.args);
      }
    }
  }

  async #register(args: Extract<ParsedCall, { call: 'register' }>['args']): Promise<null> {
    if (this.#running !== null) throw new ProfileError('profile-exists');
    const { folder, keychain, kdf = KDF_PARAMETERS } = this.#options;
    const { relay, userName, passphrase, inviteCode } = args;
    if (passphrase === null) this.#requireKeychain();
    const profile = await createProfile(folder, { passphrase, keychain }, kdf);
    try {
      await register(
        { storage: profile.storage, transport: this.#transport, clock: this.#clock, random: systemRandom },
        { relay, userName, inviteCode, keepSeeds: (seeds) => profile.keepSeeds(seeds) },
      );
      profile.finish();
    } catch (error) {
      profile.abandon({ isRefused: isRefused(error) });
      throw error;
    }
    await this.#start(profile, passphrase);
    return null;
  }

  async #unlock(passphrase: string | null): Promise<null> {
    const { folder, keychain, derive } = this.#options;
    if (this.#running === null) {
      await this.#start(await openProfile(folder, { passphrase, keychain }, derive), passphrase);
    } else if (this.#running.passphraseCheck === null || passphrase === null) {
      // Opened by the keychain: that a passphrase opens it too has not been seen yet.
      await checkPassphrase(folder, passphrase ?? '');
    } else if (!this.#running.passphraseCheck.accepts(passphrase)) {
      throw new ProfileError('passphrase-wrong');
    }
    return null;
  }

  async #changePassphrase({ current, next }: CallArgs<'profile.changePassphrase'>): Promise<null> {
    const { folder, keychain, kdf = KDF_PARAMETERS } = this.#options;
    await changePassphrase(folder, { passphrase: current, keychain }, next, kdf);
    if (this.#running !== null) this.#running.passphraseCheck = new PassphraseCheck(next);
    return null;
  }

  async #useKeychain({ use, passphrase }: CallArgs<'profile.useKeychain'>): Promise<null> {
    const { folder } = this.#options;
    if (use) await addKeychain(folder, passphrase, this.#requireKeychain());
    else await removeKeychain(folder, passphrase);
    return null;
  }

  async #recover(args: CallArgs<'profile.recover'>): Promise<CallValues['profile.recover']> {
    const { folder, keychain, kdf = KDF_PARAMETERS } = this.#options;
    await this.#lock();
    const path = backupPath(folder, this.#clock.now());
    makeFolderFor(path);
    const bytes = await recoverProfile({
      folder,
      path,
      opener: { passphrase: args.passphrase, keychain },
      secret: { passphrase: args.recovery, parameters: kdf },
      clock: this.#clock,
      onLoss: (error) => {
        this.#onFault(error);
      },
    });
    return { path, bytes };
  }

  async #deleteAccount(passphrase: string | null): Promise<null> {
    const { folder, keychain, profile } = this.#options;
    const { engine } = this.#requireRunning();
    await engine.deleteAccount(await openAccountSeed(folder, { passphrase, keychain }));
    return this.#wipe(profile);
  }

  async #wipe(profile: string): Promise<null> {
    if (profile !== this.#options.profile) throw new ProfileError('profile-name-invalid');
    await this.#lock();
    wipeProfile(this.#options.folder);
    return null;
  }

  async #diagnostics(): Promise<{ readonly text: string }> {
    const { folder, version } = this.#options;
    const subscription = await this.#running?.engine.handle('subscribe', {});
    const text = diagnosticsText({
      version,
      phase: this.#running === null ? 'closed' : 'open',
      data: dataOf(folder),
      snapshot: subscription?.snapshot ?? null,
      log: readLog(folder, LOG_LINES),
    });
    return { text };
  }

  #onFault(error: unknown): void {
    logFault(this.#options.folder, error, this.#clock.now());
    this.#options.onFault?.(describeFault(error));
  }

  #requireRunning(): Running {
    if (this.#running === null) throw new ProfileError('profile-locked');
    return this.#running;
  }

  #requireKeychain(): Keychain {
    const { keychain, keychainWeak = false } = this.#options;
    if (keychain !== null) return keychain;
    throw new ProfileError(keychainWeak ? 'keychain-weak' : 'keychain-unavailable');
  }

  async #lock(): Promise<null> {
    if (this.#running === null) return null;
    await this.#stop();
    this.#emit({ rev: this.#lastRev + 1, event: { type: 'locked' } });
    return null;
  }

  async #start({ storage, snapshotKey }: OpenProfile, passphrase: string | null): Promise<void> {
    const { folder, profile } = this.#options;
    const socket = new ProfileSocket(folder, (message) => this.handle(message));
    try {
      // Only who holds the database's lock comes here, so a socket that is there already is a dead engine's. Whoever
      // attaches from now on waits for its turn to unlock: until then nothing else is answered.
      await socket.listen();
      const engine = await Engine.open({
        storage,
        transport: this.#transport,
        clock: this.#clock,
        random: systemRandom,
        files: {
          store: new DiskFileStore(filesFolder(folder)),
          local: new DiskLocalFiles(),
          transport: new RelayBlobTransport({ now: () => this.#clock.now() }),
        },
        profile,
        onEvent: (message) => {
          this.#emit(message);
        },
      });
      const upkeep = new Upkeep({
        ...{ folder, engine, storage, snapshotKey },
        clock: this.#clock,
        onFault: (error) => {
          this.#onFault(error);
        },
      });
      const idleLock = new IdleLock(this.#clock, () => void this.#inTurn(() => this.#lock()));
      this.#running = {
        engine,
        storage,
        socket,
        idleLock,
        upkeep,
        backups: new Backups({
          folder,
          engine,
          clock: this.#clock,
          kdf: this.#options.kdf ?? KDF_PARAMETERS,
        }),
        passphraseCheck: passphrase === null ? null : new PassphraseCheck(passphrase),
      };
      idleLock.setMinutes(engine.settings.idleLockMinutes);
      keepLook(folder, engine.settings);
      engine.start();
      upkeep.start();
    } catch (error) {
      await socket.close();
      storage.close();
      snapshotKey.fill(0);
      throw error;
    }
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    if (running === null) return;
    running.idleLock.stop();
    running.upkeep.stop();
    running.backups.stop();
    await running.socket.close();
    this.#running = null;
    running.engine.stop();
    running.storage.close();
  }

  #emit(message: EventMessage): void {
    this.#lastRev = message.rev;
    const { event } = message;
    if (event.type === 'settings') {
      this.#running?.idleLock.setMinutes(event.settings.idleLockMinutes);
      keepLook(this.#options.folder, event.settings);
    }
    this.#running?.socket.broadcast(message);
    this.#options.onEvent(message);
  }

  #errorView(error: unknown): ErrorView {
    if (error instanceof EngineError || error instanceof ProfileError) {
      return error.detail === null ? { code: error.code } : { code: error.code, detail: error.detail };
    }
    this.#onFault(error);
    return { code: 'internal' };
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(step);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
