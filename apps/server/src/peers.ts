// Everyone who is logged in: who is online, whose inbox to push to, and who watches the roster.
import type { PlacedRosterEntry, Presence, SignedHead } from '@hushroom/wire';
import { hex } from './bytes.ts';
import { pushFrame } from './log-listeners.ts';
import type { Session } from './session.ts';
import type { Device, PlacedInboxItem } from './store/store.ts';

/** What the console says: a device came or went, and how many are connected now. */
export interface PeerEvent {
  readonly type: 'connected' | 'disconnected';
  readonly userName: string;
  /** Devices connected after it. */
  readonly online: number;
}

interface PeersOptions {
  readonly connectionsPerDeviceMax: number;
  readonly onEvent: (event: PeerEvent) => void;
}

export class Peers {
  readonly #options: PeersOptions;
  readonly #byDevice = new Map<string, Session[]>();
  /** Connections per user name. */
  readonly #byName = new Map<string, number>();
  readonly #watchers = new Set<Session>();

  constructor(options: PeersOptions) {
    this.#options = options;
  }

  /** User names with at least one connection. */
  get online(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** Adds a session that has just proved to be this device. The device's oldest connection ends if it has too many. */
  add(session: Session, device: Device): void {
    session.device = device;
    session.cancelLogin();
    const key = hex(device.deviceId);
    const sessions = this.#byDevice.get(key) ?? [];
    sessions.push(session);
    this.#byDevice.set(key, sessions);
    const before = this.#byName.get(device.userName) ?? 0;
    this.#byName.set(device.userName, before + 1);
    if (before === 0) this.announce(device.userName, 'online');
    if (sessions.length === 1) this.#tell('connected', device.userName);
    if (sessions.length > this.#options.connectionsPerDeviceMax) sessions[0]?.end('replaced');
  }

  /** Takes out a session that has ended; does nothing if it never logged in. */
  remove(session: Session): void {
    const { device } = session;
    this.#watchers.delete(session);
    if (device === null) return;
    const key = hex(device.deviceId);
    const left = (this.#byDevice.get(key) ?? []).filter((other) => other !== session);
    if (left.length > 0) this.#byDevice.set(key, left);
    else this.#byDevice.delete(key);
    const connections = (this.#byName.get(device.userName) ?? 1) - 1;
    if (connections > 0) this.#byName.set(device.userName, connections);
    else this.#byName.delete(device.userName);
    if (connections === 0) this.announce(device.userName, 'offline');
    if (left.length === 0) this.#tell('disconnected', device.userName);
  }

  watch(session: Session): void {
    this.#watchers.add(session);
  }

  announce(userName: string, presence: Presence): void {
    this.#pushToWatchers(pushFrame({ type: 'presence', userName, presence }));
  }

  publishRosterEntry(entry: PlacedRosterEntry): void {
    const frame = pushFrame({ type: 'roster', ...entry });
    for (const session of this.#watchers) {
      if (entry.seq <= session.rosterSeq) continue;
      session.rosterSeq = entry.seq;
      session.sendFrame(frame);
    }
  }

  publishRosterHead(head: SignedHead): void {
    this.#pushToWatchers(pushFrame({ type: 'head', ...head }));
  }

  publishInboxItem({ deviceId, item }: PlacedInboxItem): void {
    for (const session of this.#byDevice.get(hex(deviceId)) ?? []) {
      if (!session.listensToInbox || item.seq <= session.inboxSeq) continue;
      session.inboxSeq = item.seq;
      session.push({ type: 'inbox', ...item });
    }
  }

  /** Ends every connection of a device that was revoked. */
  endDevice(deviceId: Uint8Array): void {
    for (const session of this.#byDevice.get(hex(deviceId)) ?? []) session.end('unknown-device');
  }

  #pushToWatchers(frame: Uint8Array): void {
    for (const session of this.#watchers) session.sendFrame(frame);
  }

  #tell(type: PeerEvent['type'], userName: string): void {
    this.#options.onEvent({ type, userName, online: this.#byDevice.size });
  }
}
