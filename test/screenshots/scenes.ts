// Every screen and state that has a picture, in one list. A scene is a world and what is done in it.
import type { Page } from 'playwright';
import type { World } from './fixture.ts';
import type { State } from './states.ts';
import { conversationScenes } from './scenes-conversation.ts';
import { fileScenes } from './scenes-file.ts';
import { frameScenes } from './scenes-frame.ts';
import { roomScenes } from './scenes-room.ts';
import { messageScenes } from './scenes-message.ts';
import { startScenes } from './scenes-start.ts';
import { trustScenes } from './scenes-trust.ts';

export interface Scene {
  /** Name of the picture. */
  readonly name: string;
  /** What this picture shows. */
  readonly states: readonly State[];
  readonly world: World;
  /** Also taken in a window as narrow as a phone. */
  readonly narrow?: boolean;
  /** One that everybody comes by: also taken narrow, with large text, and right to left. */
  readonly isKey?: boolean;
  readonly act: (page: Page) => Promise<void>;
}

export const scenes: readonly Scene[] = [
  ...startScenes,
  ...conversationScenes,
  ...trustScenes,
  ...frameScenes,
  ...roomScenes,
  ...messageScenes,
  ...fileScenes,
];
