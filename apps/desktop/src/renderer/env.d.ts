// What a shell gives the page.
import type { HushroomApi } from '@hushroom/ipc';

declare global {
  interface Window {
    readonly hushroom: HushroomApi;
  }
}
