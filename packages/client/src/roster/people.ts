// People as the window shows them, and the comparison of safety numbers.
import { encode, struct, text } from '@hushroom/codec';
import {
  CryptoError,
  encodeSafetyCode,
  fingerprint,
  judgeSafetyCode,
  parseSafetyCode,
  parseUserName,
  safetyNumber,
  safetyWordIndexes,
  type AccountIdentity,
  type RosterHead,
  type SafetyCode,
} from '@hushroom/crypto';
import type { AccountView, PersonView, SafetyView, ScanVerdict } from '@hushroom/ipc';
import { publicKey, userName as userNameCodec } from '@hushroom/wire';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Account } from '../account/account.ts';
import { EngineError } from '../engine-error.ts';
import { toHex } from '../hex.ts';
import { sha256 } from '../sha256.ts';
import type { Storage } from '../storage.ts';
import { keyInQuestion, verificationOf, type Pin } from './pin.ts';
import type { Contacts } from './contacts.ts';
import { Differences } from './differences.ts';
import type { Pins } from './pins.ts';
import type { Roster } from './roster.ts';

const SAFETY_DIGITS = 60;

const markInput = struct<{ label: string; userName: string; accountKey: Uint8Array }>({
  label: text(64),
  userName: userNameCodec,
  accountKey: publicKey,
});

export interface PeopleParts {
  readonly account: Account;
  readonly pins: Pins;
  readonly contacts: Contacts;
  readonly storage: Storage;
  readonly roster: Roster;
}

export class People {
  readonly #account: Account;
  readonly #pins: Pins;
  readonly #contacts: Contacts;
  readonly #differences: Differences;
  readonly #roster: Roster;
  readonly #isOnline: (userName: string) => boolean;
  readonly #fingerprints = new Map<string, Uint8Array>();
  readonly #unreachable = new Map<string, string>();

  constructor(parts: PeopleParts, isOnline: (userName: string) => boolean) {
    this.#account = parts.account;
    this.#pins = parts.pins;
    this.#contacts = parts.contacts;
    this.#differences = new Differences(parts.storage);
    this.#roster = parts.roster;
    this.#isOnline = isOnline;
  }

  me(profile: string): AccountView {
    const { userName } = this.#account;
    return { userName, profile, fingerprint: this.#mark(userName, this.#account.accountKey) };
  }

  views(): PersonView[] {
    return this.#roster.userNames.map((userName) => this.view(userName));
  }

  /** Throws `unknown-person`. */
  view(userName: string): PersonView {
    const pin = this.#pin(userName);
    return {
      userName,
      online: this.#isOnline(userName),
      verification: verificationOf(pin),
      fingerprint: this.#mark(userName, pin.accountKey),
      isMe: userName === this.#account.userName,
      differs: this.hasDiffered(userName),
      unreachable: this.#roster.hasLeft(userName, pin.accountKey)
        ? 'account-deleted'
        : (this.#unreachable.get(userName) ?? null),
      ...this.#contacts.get(userName),
    };
  }

  /** Remembers, until the engine stops, why nobody can be added under this name; null: they can. */
  setUnreachable(userName: string, code: string | null): void {
    if (code === null) this.#unreachable.delete(userName);
    else this.#unreachable.set(userName, code);
  }

  /** What to compare with a person: about the key in question. Throws `unknown-person`. */
  safety(userName: string): SafetyView {
    const pin = this.#pin(userName);
    const { me, other, mine, theirs } = this.#compared(userName, pin);
    return {
      userName,
      verification: verificationOf(pin),
      digits: safetyNumber(mine, theirs).join(''),
      words: safetyWordIndexes(mine, theirs).map((index) => wordlist[index] ?? ''),
      qr: encodeSafetyCode({
        relayId: this.#account.relayId,
        shower: me,
        reader: other,
        rosterHead: this.#roster.head,
      }),
    };
  }

  /** Marks verified. Throws `unknown-person`, `safety-number-malformed`, `safety-number-differs`. */
  verify(userName: string, digits: string): void {
    if (!/^[0-9]+$/.test(digits) || digits.length !== SAFETY_DIGITS) {
      throw new EngineError('safety-number-malformed');
    }
    const { mine, theirs } = this.#compared(userName, this.#pin(userName));
    if (safetyNumber(mine, theirs).join('') !== digits) throw new EngineError('safety-number-differs');
    this.#differences.delete(userName);
    this.#pins.judge(userName, true);
  }

  /** Whether the key in question was compared and found not to be the person's. */
  hasDiffered(userName: string): boolean {
    const pin = this.#pins.get(userName);
    return pin !== null && this.#differences.has(userName, keyInQuestion(pin));
  }

  /** Remembers of the key in question that it is not the person's. Throws `unknown-person`. */
  differs(userName: string): void {
    this.#differences.add(userName, keyInQuestion(this.#pin(userName)));
  }

  /**
   * Judges the code on somebody's screen, and marks them verified where it says what is known here. `head` is where the
   * other's roster stands, null for a code about others. Throws `unknown-person`, `safety-code-malformed`.
   */
  scan(
    userName: string,
    scanned: string,
  ): { readonly verdict: ScanVerdict; readonly head: RosterHead | null } {
    const { me, other } = this.#compared(userName, this.#pin(userName));
    const code = parseCode(scanned);
    const verdict = judgeSafetyCode(code, { relayId: this.#account.relayId, me, other });
    if (verdict === 'same') {
      this.#differences.delete(userName);
      this.#pins.judge(userName, true);
    } else if (verdict === 'their-key-differs') this.differs(userName);
    const isAboutUs = verdict !== 'other-relay' && verdict !== 'other-people';
    return { verdict: verdict === 'same' ? 'verified' : verdict, head: isAboutUs ? code.rosterHead : null };
  }

  #pin(userName: string): Pin {
    const pin = this.#pins.get(userName);
    if (pin === null) throw new EngineError('unknown-person', userName);
    return pin;
  }

  #compared(
    userName: string,
    pin: Pin,
  ): { me: AccountIdentity; other: AccountIdentity; mine: Uint8Array; theirs: Uint8Array } {
    const me = { userName: parseUserName(this.#account.userName), accountKey: this.#account.accountKey };
    const other = { userName: parseUserName(userName), accountKey: keyInQuestion(pin) };
    return { me, other, mine: this.#fingerprint(me), theirs: this.#fingerprint(other) };
  }

  /** Seed of an avatar: changes with the key. Cheap, since a roster has thousands; nobody compares it. */
  #mark(userName: string, accountKey: Uint8Array): string {
    return toHex(sha256(encode(markInput, { label: 'Hushroom mark', userName, accountKey })));
  }

  /** A fingerprint takes some milliseconds on purpose, so each is computed once. */
  #fingerprint(identity: AccountIdentity): Uint8Array {
    const key = `${identity.userName} ${toHex(identity.accountKey)}`;
    const known = this.#fingerprints.get(key) ?? fingerprint(identity);
    this.#fingerprints.set(key, known);
    return known;
  }
}

function parseCode(scanned: string): SafetyCode {
  try {
    return parseSafetyCode(scanned.trim());
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new EngineError('safety-code-malformed', null, { cause: error });
  }
}
