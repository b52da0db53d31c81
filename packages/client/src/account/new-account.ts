// Makes an account: its key, the hash of the key that may follow it, its first device and that device's certificate.
import { encode } from '@hushroom/codec';
import {
  ed25519,
  encodeDeviceCertificate,
  parseUserName,
  Secret,
  signDeviceCertificate,
  SUITE_XWING,
  wipeAll,
  type SignatureKeyPair,
} from '@hushroom/crypto';
import { accountStatement, DEVICE_ID_BYTES, rosterEntry, signContent } from '@hushroom/wire';
import type { Random } from '../clock.ts';
import { sha256 } from '../sha256.ts';
import type { Account } from './account.ts';

const FIRST_CERTIFICATE = 1;

/** The seeds that a profile keeps apart under its passphrase: nothing but certifying, revoking and recovery needs them. */
export interface AccountSeeds {
  /** 32 bytes each. The receiver wipes them. */
  readonly accountSeed: Secret;
  readonly nextAccountSeed: Secret;
}

export interface NewAccount {
  readonly account: Account;
  readonly seeds: AccountSeeds;
}

/** Makes keys and certificates for a name that follows the rules, at one relay. Nothing is saved or sent. */
export function newAccount(input: {
  readonly userName: string;
  readonly relayAddress: string;
  readonly relayId: Uint8Array;
  readonly now: number;
  readonly random: Random;
}): NewAccount {
  const { userName, relayId, now: created, random } = input;
  const accountSeed = Secret.of(random(ed25519.seedBytes));
  const nextAccountSeed = Secret.of(random(ed25519.seedBytes));
  const accountKeys = ed25519.keyPairFromSeed(accountSeed);
  const nextKeys = ed25519.keyPairFromSeed(nextAccountSeed);
  const device = deviceKeys(random);
  const deviceId = random(DEVICE_ID_BYTES);
  const nextAccountKeyHash = sha256(nextKeys.publicKey);
  const accountKey = accountKeys.publicKey;
  const signed = signContent('Account', accountStatement, {
    relayId,
    userName,
    accountKey,
    nextAccountKeyHash,
    created,
  });
  const signature = ed25519.sign(accountKeys.secretKey, signed);
  const certificate = encodeDeviceCertificate(
    signDeviceCertificate(
      {
        userName: parseUserName(userName),
        deviceId,
        deviceKey: device.publicKey,
        suites: [SUITE_XWING],
        number: FIRST_CERTIFICATE,
        created,
      },
      accountKeys,
    ),
  );
  wipeAll([accountKeys.secretKey, nextKeys.secretKey]);
  return {
    seeds: { accountSeed, nextAccountSeed },
    account: {
      userName,
      accountKey,
      nextAccountKeyHash,
      deviceId,
      deviceKey: device.publicKey,
      deviceSecret: device.secretKey,
      accountEntry: encode(rosterEntry, {
        type: 'account',
        userName,
        accountKey,
        nextAccountKeyHash,
        created,
        signature,
      }),
      deviceEntry: encode(rosterEntry, {
        type: 'device',
        userName,
        deviceId,
        deviceKey: device.publicKey,
        certificate,
      }),
      certificate,
      relayAddress: input.relayAddress,
      relayId,
      registered: false,
      created,
    },
  };
}

function deviceKeys(random: Random): SignatureKeyPair {
  const seed = Secret.of(random(ed25519.seedBytes));
  const keys = ed25519.keyPairFromSeed(seed);
  seed.wipe();
  return keys;
}
