// Settings of a room in its context: one number each. What cannot be read counts as not set, for every member alike.
import { CodecError, decode, encode, uint32 } from '@hushroom/codec';
import { PICTURE_BYTES_MAX, type PictureView } from '@hushroom/ipc';
import { EngineError } from '../engine-error.ts';
import { toHex } from '../hex.ts';
import { sha256 } from '../sha256.ts';
import type { RoomContext } from './room-context.ts';

const SETTING_PICTURE = 1;
const SETTING_DISAPPEAR_AFTER = 2;
const PICTURE_NAME_BYTES = 16;

/** First bytes of the images that are shown; null stands for a byte that may be any. */
const IMAGE_TYPES: readonly {
  readonly type: PictureView['type'];
  readonly magic: readonly (number | null)[];
}[] = [
  { type: 'image/png', magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', magic: [0xff, 0xd8, 0xff] },
  {
    type: 'image/webp',
    magic: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
  },
];

/** What kind of image the bytes begin like; null for what is not shown, or is too long. */
export function imageTypeOf(bytes: Uint8Array): PictureView['type'] | null {
  if (bytes.length > PICTURE_BYTES_MAX) return null;
  const found = IMAGE_TYPES.find(({ magic }) =>
    magic.every((byte, index) => byte === null || bytes[index] === byte),
  );
  return found?.type ?? null;
}

/** The bytes of a room's picture; null if it has none that can be shown. */
export function pictureOf(context: RoomContext): Uint8Array | null {
  const bytes = settingOf(context, SETTING_PICTURE);
  return bytes !== null && imageTypeOf(bytes) !== null ? bytes : null;
}

/** The image in base64. Throws {@link EngineError} `picture-unusable` unless it is one that is shown. */
export function pictureFrom(base64: string): Uint8Array {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  if (imageTypeOf(bytes) === null) throw new EngineError('picture-unusable', String(PICTURE_BYTES_MAX));
  return bytes;
}

/** A room's picture as the window shows it; null if it has none that can be shown. */
export function pictureView(context: RoomContext): PictureView | null {
  const bytes = pictureOf(context);
  const type = bytes === null ? null : imageTypeOf(bytes);
  if (bytes === null || type === null) return null;
  return { type, base64: btoa(String.fromCharCode(...bytes)) };
}

/** A name for a picture that is another for every other picture; null for none. */
export function pictureNameOf(context: RoomContext): string | null {
  const bytes = pictureOf(context);
  return bytes === null ? null : toHex(sha256(bytes).subarray(0, PICTURE_NAME_BYTES));
}

/** Null takes the picture away. */
export function withPicture(context: RoomContext, bytes: Uint8Array | null): RoomContext {
  return withSetting(context, SETTING_PICTURE, bytes);
}

/** Seconds after which messages disappear; 0: they stay. */
export function disappearAfterOf(context: RoomContext): number {
  const data = settingOf(context, SETTING_DISAPPEAR_AFTER);
  if (data === null) return 0;
  try {
    return decode(uint32, data);
  } catch (error) {
    if (error instanceof CodecError) return 0;
    throw error;
  }
}

export function withDisappearAfter(context: RoomContext, seconds: number): RoomContext {
  return withSetting(context, SETTING_DISAPPEAR_AFTER, seconds === 0 ? null : encode(uint32, seconds));
}

function settingOf({ settings }: RoomContext, wanted: number): Uint8Array | null {
  return settings.find(({ type }) => type === wanted)?.data ?? null;
}

function withSetting(context: RoomContext, type: number, data: Uint8Array | null): RoomContext {
  const others = context.settings.filter((setting) => setting.type !== type);
  return { ...context, settings: data === null ? others : [...others, { type, data }] };
}
