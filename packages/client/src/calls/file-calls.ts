// Sending files, fetching them, opening them. Their bytes go through tickets.
import { FILE_BYTES_MAX, type MessageView } from '@hushroom/ipc';
import type { Core } from '../core.ts';
import { EngineError } from '../engine-error.ts';
import type { HandlersOf } from './handlers.ts';

export function fileCalls(core: Core): HandlersOf<'file'> {
  const { files } = core;
  return {
    'file.offer': ({ conversation, file, caption, replyTo }) => {
      const id = files.offer(conversation, file, { caption, replyTo, forwarded: false });
      return { message: shown(core, id), ticket: files.ticketIn(id, file.sizeBytes) };
    },
    'file.sendPath': ({ conversation, path, caption }) => sendPath(core, conversation, path, caption),
    'file.fetch': ({ message }) => {
      files.fetch(message);
      return null;
    },
    'file.retry': ({ message }) => {
      files.retry(message);
      return null;
    },
    'file.cancel': async ({ message }) => {
      await files.cancel(message);
      return null;
    },
    'file.open': ({ message }) => files.ticketOut(message),
    'file.savePath': async ({ message, path }) => {
      await files.fetched(message);
      return { path: await files.save(message, path) };
    },
  };
}

/** Sends a file that is here once more, under a new key. Returns the message. Throws `file-not-here`. */
export function forwardFile(core: Core, id: string, conversation: string): MessageView {
  const forwarded = core.files.forward(id, conversation);
  return shown(core, forwarded);
}

async function sendPath(
  core: Core,
  conversation: string,
  path: string,
  caption: string,
): Promise<MessageView> {
  const file = await core.files.openLocal(path);
  const { name, sizeBytes } = file;
  let id;
  try {
    if (sizeBytes > FILE_BYTES_MAX) throw new EngineError('file-too-large', String(FILE_BYTES_MAX));
    id = core.files.offer(conversation, offerOf(name, sizeBytes), {
      caption,
      replyTo: null,
      forwarded: false,
    });
  } catch (error) {
    await file.close();
    throw error;
  }
  shown(core, id);
  await core.files.own.take(id, file.read());
  return viewOf(core, id);
}

function offerOf(name: string, sizeBytes: number) {
  return {
    kind: 'file' as const,
    name,
    mediaType: '',
    sizeBytes,
    width: null,
    height: null,
    durationMs: null,
    waveform: [],
    thumbnail: null,
  };
}

/** Shows a message that was just written. Its sending begins when the relay has its file. */
function shown(core: Core, id: string): MessageView {
  const view = viewOf(core, id);
  core.tell.message(id);
  core.tell.conversation(view.conversation);
  return view;
}

function viewOf({ conversations }: Core, id: string): MessageView {
  const view = conversations.message(id);
  if (view === null) throw new EngineError('unknown-message');
  return view;
}
