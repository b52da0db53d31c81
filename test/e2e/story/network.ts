// The network between one app and the relay: a port of loopback that passes everything on, as slowly as it is told, until it
// is cut. Then a connection that there is stays without a word, as when a cable is pulled, and no other comes about.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Way {
  readonly near: Socket;
  readonly far: Socket;
}

export class Network {
  /** The relay's address as seen through this network. */
  readonly address: string;
  readonly #server: Server;
  readonly #ways = new Set<Way>();
  #isCut = false;
  #bytesPerSecond = Infinity;

  private constructor(server: Server, relay: URL) {
    this.#server = server;
    const { port } = server.address() as AddressInfo;
    this.address = relay.href.replace(relay.host, `127.0.0.1:${String(port)}`);
    server.on('connection', (near) => {
      this.#carry(near, relay);
    });
  }

  /** `address` is the relay's. */
  static async to(address: string): Promise<Network> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Network(server, new URL(address));
  }

  /** Loses what comes from the relay, while what goes there still arrives. */
  cutAnswers(): void {
    for (const { far } of this.#ways) far.removeAllListeners('data').resume();
  }

  cut(): void {
    this.#isCut = true;
    for (const { near, far } of this.#ways) {
      for (const end of [near, far]) end.removeAllListeners('data').resume();
    }
  }

  /** How much gets through each way of each connection. */
  limit(bytesPerSecond: number): void {
    this.#bytesPerSecond = bytesPerSecond;
  }

  /** What connects from now on gets through. */
  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    this.#server.close();
    for (const { near, far } of this.#ways) {
      near.destroy();
      far.destroy();
    }
  }

  #carry(near: Socket, { hostname, port }: URL): void {
    if (this.#isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    const way = { near, far };
    this.#ways.add(way);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('error', () => undefined);
      from.on('data', (bytes) => {
        to.write(bytes);
        if (this.#bytesPerSecond === Infinity) return;
        from.pause();
        setTimeout(() => from.resume(), (bytes.length * 1000) / this.#bytesPerSecond);
      });
      from.on('close', () => {
        to.destroy();
        this.#ways.delete(way);
      });
    }
  }
}
