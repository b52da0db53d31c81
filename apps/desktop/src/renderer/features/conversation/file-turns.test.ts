import { expect, it } from 'vitest';
import { message, ROOM, ScriptedApi } from '../../session/scripted-api.ts';
import { FileTurns } from './file-turns.ts';

const file = { kind: 'file' as const, name: 'a', mediaType: '', sizeBytes: 1, waveform: [], thumbnail: null };
const offer = (caption: string) => ({
  conversation: ROOM,
  file: { ...file, width: null, height: null, durationMs: null },
  caption,
  replyTo: null,
});

it('offers a file when the bytes of the one before are through, and goes on after one that is refused', async () => {
  const api = new ScriptedApi({
    'file.offer': ({ caption }) =>
      caption === 'refused' ? 'disk-full' : { message: message(1), ticket: caption },
  });
  const through = new Map<string, () => void>();
  const shown: string[] = [];
  const turns = new FileTurns({
    api,
    upload: (ticket) =>
      new Promise<void>((resolve) => {
        through.set(ticket, resolve);
      }),
    onOffered: ({ id }) => shown.push(id),
  });
  const bytes = new Blob(['x']);
  const first = turns.send(bytes, offer('one'));
  const second = turns.send(bytes, offer('refused'));
  const third = turns.send(bytes, offer('three'));
  expect(await first).toBeNull();
  await Promise.resolve();
  expect([api.count('file.offer'), [...through.keys()]]).toEqual([1, ['one']]);
  through.get('one')?.();
  expect(await second).toEqual({ code: 'disk-full' });
  expect(await third).toBeNull();
  expect([api.count('file.offer'), shown.length]).toEqual([3, 2]);
});
