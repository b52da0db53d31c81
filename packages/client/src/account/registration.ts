// Registers an account at a relay. Everything is saved before the relay hears of it, so that a crash or a lost reply in
// between leaves a profile that can finish, not a name that nobody owns.
import { ed25519, isUserName, ready } from '@hushroom/crypto';
import {
  formatAddress,
  parseAddress,
  AddressError,
  registerStatement,
  RelayError,
  signContent,
  type RelayAddress,
  type RelayErrorCode,
} from '@hushroom/wire';
import type { Clock, Random } from '../clock.ts';
import { Link } from '../connection/link.ts';
import { greet, registrationHash, type Greeting } from '../connection/greeting.ts';
import { KeyPackages } from '../roster/key-packages.ts';
import { EngineError, engineErrorOf } from '../engine-error.ts';
import { sameBytes } from '../hex.ts';
import type { Storage } from '../storage.ts';
import { TransportError, type Transport } from '../transport.ts';
import { loadAccount, saveAccount, type Account } from './account.ts';
import { newAccount, type AccountSeeds } from './new-account.ts';

/** One-time key packages to begin with: the engine makes more once it runs. */
const FIRST_KEY_PACKAGES = 10;
/** What a relay answers only after it has looked whether it has made this very account before. */
const REFUSALS: ReadonlySet<RelayErrorCode> = new Set([
  'name-taken',
  'name-invalid',
  'registration-closed',
  'invite-invalid',
]);

export interface RegistrationInput {
  readonly relay: string;
  readonly userName: string;
  readonly inviteCode: string;
  /** Saves the seeds durably under the passphrase, and wipes them. Called before the relay hears of the account. */
  readonly keepSeeds: (seeds: AccountSeeds) => Promise<void>;
}

export interface RegistrationParts {
  readonly storage: Storage;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Makes an account and registers it. On return the storage holds a registered account. After an error the same call may
 * be made again on the same storage, with the same name or another. Throws {@link EngineError}.
 */
export async function register(parts: RegistrationParts, input: RegistrationInput): Promise<void> {
  await ready;
  if (!isUserName(input.userName)) throw new EngineError('name-invalid');
  const address = parseRelayAddress(input.relay);
  const link = new Link(parts.clock, { onPush: () => undefined, onLost: () => undefined });
  try {
    link.attach(
      await parts.transport.connect(address, {
        onFrame: (frame) => {
          link.receive(frame);
        },
        onClose: () => {
          link.close(new EngineError('relay-unreachable'));
        },
      }),
    );
    const greeting = await greet(link, address.relayId);
    const account = await prepare(parts, input, address, greeting);
    await announce(link, greeting, account, input.inviteCode);
    // Whoever is on the roster can be written to, even if this engine never runs again before that.
    await new KeyPackages({ ...parts, account }).upkeep(link, FIRST_KEY_PACKAGES);
    parts.storage.transaction((transaction) => {
      saveAccount(transaction, { ...account, registered: true });
    });
  } catch (error) {
    if (error instanceof RelayError) throw engineErrorOf(error);
    if (error instanceof TransportError) throw new EngineError(error.code, null, { cause: error });
    // The connection ended: the caller is told why.
    if (error instanceof EngineError && error.cause instanceof EngineError) throw error.cause;
    throw error;
  } finally {
    link.close(new EngineError('offline'));
  }
}

/** Whether what {@link register} threw says that there is no account. Of anything else nobody knows. */
export function isRefused(error: unknown): boolean {
  return error instanceof EngineError && error.cause instanceof RelayError && REFUSALS.has(error.cause.code);
}

/** Reads an address as pasted. Throws {@link EngineError} with the parser's code. */
export function parseRelayAddress(relay: string): RelayAddress {
  try {
    return parseAddress(relay);
  } catch (error) {
    if (error instanceof AddressError) throw new EngineError(error.code, null, { cause: error });
    throw error;
  }
}

/** The account to register: the one that an interrupted attempt saved for this name and relay, or a new one, saved. */
async function prepare(
  { storage, clock, random }: RegistrationParts,
  { userName, keepSeeds }: RegistrationInput,
  address: RelayAddress,
  { relayId }: Greeting,
): Promise<Account> {
  const earlier = storage.transaction(loadAccount);
  if (earlier?.registered === true) throw new EngineError('profile-exists');
  const relayAddress = formatAddress(address);
  if (earlier?.userName === userName && sameBytes(earlier.relayId, relayId)) {
    return { ...earlier, relayAddress };
  }
  const { account, seeds } = newAccount({ userName, relayAddress, relayId, now: clock.now(), random });
  await keepSeeds(seeds);
  storage.transaction((transaction) => {
    saveAccount(transaction, account);
  });
  return account;
}

async function announce(link: Link, greeting: Greeting, account: Account, inviteCode: string): Promise<void> {
  const { relayId, nonce } = greeting;
  const { accountEntry, deviceEntry, deviceSecret } = account;
  const entries = registrationHash(accountEntry, deviceEntry);
  const statement = { relayId, nonce, channelBinding: link.channelBinding, entries };
  const signed = signContent('Register', registerStatement, statement);
  // The same registration again is no new one: a reply that was lost on an earlier attempt does no harm.
  await link.request({
    type: 'register',
    inviteCode,
    account: accountEntry,
    device: deviceEntry,
    signature: ed25519.sign(deviceSecret, signed),
  });
}
