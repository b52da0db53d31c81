// `session`, with what the app asks of one: schemes, requests, permissions.
import { EventEmitter } from 'node:events';
import { report } from './report.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (
  details: { readonly url: string; readonly resourceType: string },
  decide: (answer: { cancel?: boolean }) => void,
) => void;
type PermissionRequest = (
  contents: unknown,
  permission: string,
  decide: (granted: boolean) => void,
  details: { readonly isMainFrame: boolean; readonly requestingUrl: string },
) => void;
type PermissionCheck = (contents: unknown, permission: string, origin: string, details: object) => boolean;

/** A file that a page has begun to save. */
export interface DownloadItem {
  getURL(): string;
  getFilename(): string;
}

/** Every permission that Chromium's protocol can grant and Electron would look up, by the names of both. */
const PERMISSIONS: readonly (readonly [electron: string, chromium: string])[] = [
  ['clipboard-read', 'clipboardReadWrite'],
  ['clipboard-sanitized-write', 'clipboardSanitizedWrite'],
  ['geolocation', 'geolocation'],
  ['media', 'audioCapture'],
  ['media', 'videoCapture'],
  ['midi', 'midi'],
  ['notifications', 'notifications'],
];

export class DoubleSession extends EventEmitter {
  readonly #schemes = new Map<string, Handler>();
  #beforeRequest: BeforeRequest | null = null;
  #permissionRequest: PermissionRequest | null = null;
  #permissionCheck: PermissionCheck | null = null;

  readonly protocol = {
    handle: (scheme: string, handler: Handler): void => {
      this.#schemes.set(scheme, handler);
    },
  };

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest): void => {
      this.#beforeRequest = listener;
    },
  };

  setPermissionRequestHandler(handler: PermissionRequest | null): void {
    this.#permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheck | null): void {
    this.#permissionCheck = handler;
  }

  setDevicePermissionHandler(): void {
    // No device can be reached in a headless Chromium.
  }

  /** Chromium's names of the permissions that a page of this origin has. Electron grants all where no handler is set. */
  granted(origin: string): string[] {
    return PERMISSIONS.filter(
      ([electron]) => this.#permissionCheck?.({}, electron, `${origin}/`, {}) ?? true,
    ).map(([, chromium]) => chromium);
  }

  /** Whether a page may use camera or microphone this time. */
  mayUseMedia(contents: unknown, requestingUrl: string): boolean {
    let granted = this.#permissionRequest === null;
    const details = { isMainFrame: true, requestingUrl };
    this.#permissionRequest?.(contents, 'media', (answer) => (granted = answer), details);
    return granted;
  }

  /** Whether the app lets a page save this. */
  maySave(item: DownloadItem): boolean {
    let prevented = false;
    this.emit('will-download', { preventDefault: () => (prevented = true) }, item);
    return !prevented;
  }

  cancels(url: string, resourceType: string): boolean {
    let cancelled = false;
    this.#beforeRequest?.({ url, resourceType }, ({ cancel }) => (cancelled = cancel === true));
    return cancelled;
  }

  /** Null if the app handles no such scheme. */
  async respond(url: string, method: string, body: Uint8Array): Promise<Response | null> {
    const handler = this.#schemes.get(new URL(url).protocol.slice(0, -1));
    return handler === undefined ? null : await handler(requestOf(url, method, body));
  }
}

function requestOf(url: string, method: string, body: Uint8Array): Request {
  return new Request(
    url,
    method === 'GET' || method === 'HEAD' ? { method } : { method, body: Buffer.from(body) },
  );
}

const partitions = new Map<string, DoubleSession>();

export const session = {
  defaultSession: new DoubleSession(),
  fromPartition: (name: string): DoubleSession => {
    report({ report: 'partition', name });
    const known = partitions.get(name) ?? new DoubleSession();
    partitions.set(name, known);
    return known;
  },
};
