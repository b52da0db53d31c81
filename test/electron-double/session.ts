// `session`, with what the app asks of one: schemes, requests, permissions.
import { EventEmitter } from 'node:events';

type Handler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (
  details: { readonly url: string; readonly resourceType: string },
  decide: (answer: { cancel?: boolean }) => void,
) => void;
type PermissionRequest = (
  contents: unknown,
  permission: string,
  decide: (granted: boolean) => void,
  details: object,
) => void;

/** Every permission that Chromium's protocol can grant and Electron would ask for, by the names of both. */
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

  setPermissionCheckHandler(): void {
    // Chromium has one list for checks and requests; the request handler decides it.
  }

  setDevicePermissionHandler(): void {
    // No device can be reached in a headless Chromium.
  }

  /** Chromium's names of the permissions that the app would grant. */
  granted(): string[] {
    const decisions = PERMISSIONS.map(([electron, chromium]) => {
      // Electron grants everything where no handler is set.
      let granted = this.#permissionRequest === null;
      this.#permissionRequest?.({}, electron, (answer) => (granted = answer), {});
      return granted ? chromium : null;
    });
    return decisions.filter((name) => name !== null);
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
    const known = partitions.get(name) ?? new DoubleSession();
    partitions.set(name, known);
    return known;
  },
};
