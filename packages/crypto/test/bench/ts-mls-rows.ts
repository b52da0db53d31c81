// The same rows for ts-mls, whose two members join a filled group of ours one after the other: a tree made by us is the
// same tree for both. Its adds and single removals have no path (which RFC 9420 §12.4 demands for the latter), so those
// rows of its do less.
import * as mls from 'ts-mls';
import { createCommit, mergeCommit } from '../../src/group/commit.ts';
import { decodeKeyPackage } from '../../src/group/key-package.ts';
import { processMessage } from '../../src/group/process.ts';
import { SUITE_X25519, type CipherSuite } from '../../src/suite/cipher-suite.ts';
import { platformRandom } from '../random.ts';
import { filledGroup } from './filled-group.ts';
import type { RowName } from './rows.ts';
import { microsecondsAsync } from './timing.ts';

const rules = { checkCredential: (): void => undefined };
const TEXT = new Uint8Array(256).fill(0x61);
const version = mls.protocolVersions.mls10;

interface Package {
  readonly publicPackage: mls.KeyPackage;
  readonly privatePackage: mls.PrivateKeyPackage;
}

/** Microseconds of processor time by row. */
export async function measureTsMls(suite: CipherSuite, members: number): Promise<Map<RowName, number>> {
  const rows = new Map<RowName, number>();
  const context: mls.MlsContext = {
    cipherSuite: await mls.getCiphersuiteImpl(
      suite.id === SUITE_X25519
        ? 'MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519'
        : 'MLS_256_XWING_CHACHA20POLY1305_SHA512_Ed25519',
    ),
    authService: mls.unsafeTestingAuthenticationService,
  };
  const makePackage = (): Promise<Package> =>
    mls.generateKeyPackage({
      credential: { credentialType: mls.defaultCredentialTypes.basic, identity: platformRandom(12) },
      cipherSuite: context.cipherSuite,
    });

  let ours = filledGroup(suite, Math.max(2, members - 2)).stateOf(0);
  const admit = async (): Promise<{
    readonly state: mls.ClientState;
    readonly us: number;
    readonly commit: Uint8Array;
  }> => {
    const made = await makePackage();
    const keyPackage = decodeKeyPackage(
      encodeMessage({ wireformat: mls.wireformats.mls_key_package, version, keyPackage: made.publicPackage }),
    );
    const created = createCommit(ours, {
      proposals: [{ type: 'add', keyPackage }],
      omitPath: true,
      random: platformRandom,
      // ts-mls takes the lifetime of its key packages from the clock.
      nowSeconds: Math.floor(Date.now() / 1000),
      ...rules,
    });
    ours = mergeCommit(created.state, created.staged).state;
    const message = decodeMessage(created.welcome ?? new Uint8Array(0));
    if (message.wireformat !== mls.wireformats.mls_welcome) throw new Error('not a welcome');
    const { welcome } = message;
    const start = performance.now();
    const { publicPackage, privatePackage } = made;
    const state = await mls.joinGroup({
      context,
      welcome,
      keyPackage: publicPackage,
      privateKeys: privatePackage,
    });
    return { state, us: (performance.now() - start) * 1000, commit: created.commit };
  };

  const first = await admit();
  rows.set('join', first.us);
  // Its own commit merges its leaf, without which the next one could not join (see test/interop).
  const merged = await mls.createCommit({ context, state: first.state });
  ours = processMessage(ours, encodeMessage(merged.commit), rules).state;
  const second = await admit();
  const actor = await process(context, merged.newState, second.commit);
  const receiver = second.state;

  let sender = actor;
  const texts: Uint8Array[] = [];
  rows.set(
    'send',
    await microsecondsAsync(15, async () => {
      const created = await mls.createApplicationMessage({ context, state: sender, message: TEXT });
      sender = created.newState;
      texts.push(encodeMessage(created.message));
    }),
  );
  let reader = receiver;
  rows.set(
    'receive',
    await microsecondsAsync(texts.length, async () => {
      reader = await process(context, reader, texts.shift() ?? new Uint8Array(0));
    }),
  );

  const commitRows = async (
    what: 'commit' | 'add' | 'remove',
    extraProposals: mls.Proposal[],
  ): Promise<void> => {
    const create = (): Promise<mls.CreateCommitResult> =>
      mls.createCommit({ context, state: actor, extraProposals });
    const commit = encodeMessage((await create()).commit);
    rows.set(`${what} create`, await microsecondsAsync(3, create));
    rows.set(`${what} process`, await microsecondsAsync(3, () => process(context, receiver, commit)));
  };
  await commitRows('commit', []);
  const { publicPackage: keyPackage } = await makePackage();
  await commitRows('add', [{ proposalType: mls.defaultProposalTypes.add, add: { keyPackage } }]);
  await commitRows('remove', [{ proposalType: mls.defaultProposalTypes.remove, remove: { removed: 1 } }]);
  return rows;
}

async function process(
  context: mls.MlsContext,
  state: mls.ClientState,
  message: Uint8Array,
): Promise<mls.ClientState> {
  const decoded = decodeMessage(message);
  if (decoded.wireformat !== mls.wireformats.mls_private_message) throw new Error('not a private message');
  const { privateMessage } = decoded;
  return (await mls.processPrivateMessage({ context, state, privateMessage })).newState;
}

function encodeMessage(message: mls.MlsMessage): Uint8Array {
  return mls.encode(mls.mlsMessageEncoder, message);
}

function decodeMessage(message: Uint8Array): mls.MlsMessage {
  const decoded = mls.decode(mls.mlsMessageDecoder, message);
  if (decoded === undefined) throw new Error('a message that ts-mls does not decode');
  return decoded;
}
