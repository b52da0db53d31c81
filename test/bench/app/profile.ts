// A profile as someone has it after years: 200 conversations and 100,000 messages, the same in every run.
import { join } from 'node:path';
import { newEngine, profileFolder, type KdfParameters } from '@hushroom/engine-node';
import { openProfileStorage } from '@hushroom/engine-node/profile.fixture';
import { fillHistory, personName } from '@hushroom/client/history.fixture';
import { seededRandom } from '@hushroom/client/seeded-random.fixture';

export const CONVERSATIONS = 200;
export const MESSAGES = 100_000;
/** The largest conversation's share. */
export const LARGEST = 20_000;
/** The largest conversation is with this person. */
export const LARGEST_WITH = personName(0);
/** A word that stands in every thousandth message. */
export const RARE_WORD = 'saffron';
export const PASSPHRASE = 'the passphrase of alice';

/** What a passphrase costs is not what is measured here. */
const KDF: KdfParameters = { name: 'argon2id13', memoryBytes: 8192, passes: 1 };
const SEED = 'a profile after years';

/** Registers `alice` at a relay and fills the profile. `home` is where profiles are. */
export async function makeProfile(home: string, relay: string): Promise<void> {
  const folder = profileFolder({ profile: 'alice', home }, {});
  const engine = await newEngine({ folder, profile: 'alice', version: '0', kdf: KDF });
  await engine.call('register', { relay, userName: 'alice', passphrase: PASSPHRASE });
  await engine.close();
  const storage = await openProfileStorage(folder, PASSPHRASE);
  const size = { conversations: CONVERSATIONS, messages: MESSAGES, largest: LARGEST, rareWord: RARE_WORD };
  fillHistory(storage, size, seededRandom(SEED));
  storage.close();
}

/** Registers someone else in this process. */
export async function registerPerson(
  home: string,
  relay: string,
  userName: string,
): ReturnType<typeof newEngine> {
  const engine = await newEngine({ folder: join(home, userName), profile: userName, version: '0', kdf: KDF });
  await engine.call('register', { relay, userName, passphrase: `the passphrase of ${userName}` });
  return engine;
}
