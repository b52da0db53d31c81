// Readers of packages/wire and packages/ipc: what a relay reads from strangers, what a client reads from a relay, and
// what an engine reads from a page.
import { parseCall } from '@hushroom/ipc';
import {
  CLIENT_ENTRY_ID_BYTES,
  DEVICE_ID_BYTES,
  formatAddress,
  inboxItem,
  LOG_ID_BYTES,
  parseAddress,
  relayFrame,
  requestFrame,
  rosterEntry,
  type RelayFrame,
  type RequestFrame,
} from '@hushroom/wire';
import type { Dice } from './mutate.ts';
import { codecTarget, type Target } from './target.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export function wireTargets(dice: Dice): Target[] {
  const bytes = (length: number): Uint8Array => dice.bytes(length);
  const requests: RequestFrame[] = [
    { id: 1, request: { type: 'hello', versionMin: 1, versionMax: 1 } },
    {
      id: 2,
      request: {
        type: 'register',
        inviteCode: 'abc',
        account: bytes(90),
        device: bytes(200),
        signature: bytes(64),
      },
    },
    { id: 3, request: { type: 'authenticate', deviceId: bytes(DEVICE_ID_BYTES), signature: bytes(64) } },
    { id: 4, request: { type: 'keys.publish', oneTime: [bytes(70), bytes(80)], lastResort: bytes(75) } },
    {
      id: 5,
      request: {
        type: 'log.append',
        logId: bytes(LOG_ID_BYTES),
        kind: 'commit',
        clientEntryId: bytes(CLIENT_ENTRY_ID_BYTES),
        after: 7,
        payload: bytes(300),
        keepSeconds: 0,
        welcomes: [{ deviceId: bytes(DEVICE_ID_BYTES), payload: bytes(90) }],
        rotation: {
          nextAccessHash: bytes(32),
          controlKeys: [bytes(32)],
          controlKey: bytes(32),
          signature: bytes(64),
        },
      },
    },
    {
      id: 6,
      request: {
        type: 'inbox.append',
        deviceId: bytes(DEVICE_ID_BYTES),
        kind: 'welcome',
        clientEntryId: bytes(CLIENT_ENTRY_ID_BYTES),
        payload: bytes(60),
      },
    },
  ];
  const frames: RelayFrame[] = [
    { id: 0, push: { type: 'presence', userName: 'alice', presence: 'online' } },
    { id: 0, push: { type: 'ephemeral', logId: bytes(LOG_ID_BYTES), payload: bytes(64) } },
    { id: 9, reply: { type: 'keysClaim', keyPackage: bytes(90), lastResort: true } },
    { id: 9, reply: { type: 'seq', seq: 12 } },
  ];
  return [
    codecTarget('wire-request', requestFrame, requests),
    codecTarget('wire-relay-frame', relayFrame, frames),
    codecTarget('wire-roster-entry', rosterEntry, []),
    codecTarget('wire-inbox-item', inboxItem, []),
    {
      name: 'wire-address',
      examples: [
        utf8(formatAddress({ host: '127.0.0.1', port: 7440, relayId: bytes(32) })),
        utf8('hushroom://[::1]:7440/'),
      ],
      read: (input) => parseAddress(new TextDecoder().decode(input)),
    },
    {
      name: 'ipc-call',
      examples: [
        { id: 1, call: 'status', args: {} },
        { id: 2, call: 'message.send', args: { conversation: 'c'.repeat(32), text: 'hello' } },
        { id: 3, call: 'person.verify', args: { userName: 'alice', digits: '0'.repeat(60) } },
      ].map((call) => utf8(JSON.stringify(call))),
      read: (input) => parseCall(parseJson(input)),
    },
  ];
}

/** Damaged JSON is mostly no JSON; a broker drops that before it looks at calls. */
function parseJson(input: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(input));
  } catch {
    return null;
  }
}
