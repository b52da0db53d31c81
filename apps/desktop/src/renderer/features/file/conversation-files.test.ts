// The files of a conversation as the panel shows them: by month, and as they change while one looks.
import type { FileBody, MessageView, TransferView } from '@hushroom/ipc';
import { expect, it, vi } from 'vitest';
import { message, ROOM, ScriptedApi } from '../../session/scripted-api.ts';
import { Session } from '../../session/session.svelte.ts';
import { ConversationFiles } from './conversation-files.svelte.ts';

const transfer: TransferView = { state: 'remote', done: 0, total: 9, bytesPerSecond: 0, reason: null };
const body = (kind: 'file' | 'image'): FileBody => ({
  type: 'file',
  caption: '',
  file: {
    kind,
    name: 'a',
    mediaType: '',
    sizeBytes: 9,
    width: null,
    height: null,
    durationMs: null,
    waveform: [],
    thumbnail: null,
    canRetry: true,
    transfer,
  },
});
const file = (position: number, sentAt: Date, kind: 'file' | 'image' = 'file'): MessageView =>
  message(position, { body: body(kind), sentAt: sentAt.getTime() });

const march = new Date(2026, 2, 9);
const february = new Date(2026, 1, 27);

async function opened(messages: readonly MessageView[], more = false) {
  const api = new ScriptedApi({ 'conversation.files': () => ({ messages, more }) });
  const files = new ConversationFiles(new Session(api), ROOM);
  const end = files.start();
  while (!files.loaded) await new Promise((resolve) => setTimeout(resolve));
  const shown = (): number[][] =>
    files.months.map(({ pictures, others }) => [...pictures, ...others].map(({ position }) => position));
  return { api, files, end, shown };
}

it('stand by month, pictures apart from the rest', async () => {
  const { files } = await opened([file(5, march), file(4, march, 'image'), file(2, february)]);
  expect(files.months.map(({ at }) => new Date(at).getMonth())).toEqual([2, 1]);
  expect(files.months[0]?.pictures.map(({ position }) => position)).toEqual([4]);
  expect(files.months[0]?.others.map(({ position }) => position)).toEqual([5]);
});

it('follow what is sent, fetched, deleted and gone', async () => {
  const { api, files, shown } = await opened([file(5, march), file(2, february)]);
  api.say({ rev: 1, event: { type: 'message', message: file(9, march) } });
  expect(shown()).toEqual([[9, 5], [2]]);
  const here = { ...transfer, state: 'here' } as const;
  const { id } = message(5);
  api.say({ rev: 2, event: { type: 'transfer', conversation: ROOM, message: id, transfer: here } });
  expect(files.months[0]?.others[1]?.body.file.transfer.state).toBe('here');
  api.say({ rev: 3, event: { type: 'message', message: message(5, { body: { type: 'deleted' } }) } });
  expect(shown()).toEqual([[9], [2]]);
  api.say({ rev: 4, event: { type: 'messages-gone', conversation: ROOM, ids: [message(2).id] } });
  expect(shown()).toEqual([[9]]);
});

it('are read again when a backup brought others', async () => {
  const listed = [file(5, march)];
  const { api, shown } = await opened(listed);
  listed.splice(0, 1, file(15, march), file(2, february));
  api.say({ rev: 1, event: { type: 'imported', conversations: ['b'.repeat(64)] } });
  expect([shown(), api.count('conversation.files')]).toEqual([[[5]], 1]);
  api.say({ rev: 2, event: { type: 'imported', conversations: [ROOM] } });
  await vi.waitFor(() => {
    expect(shown()).toEqual([[15], [2]]);
  });
});

it('do not take in what is older than the page that is here, or of another conversation', async () => {
  const { api, shown, end } = await opened([file(5, march)], true);
  api.say({ rev: 1, event: { type: 'message', message: file(3, march) } });
  const elsewhere = { ...file(9, march), conversation: 'b'.repeat(64) };
  api.say({ rev: 2, event: { type: 'message', message: elsewhere } });
  end();
  api.say({ rev: 3, event: { type: 'message', message: file(10, march) } });
  expect(shown()).toEqual([[5]]);
});
