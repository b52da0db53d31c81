// One recording that is played: from where, how fast, and never two at once.

const RATES = [1, 1.5, 2] as const;

export class Playback {
  /** The one that is heard: another one that begins ends it. */
  static #heard: Playback | null = null;

  readonly #read: () => Promise<Blob | null>;
  readonly #audio = new Audio();
  #source: string | null = null;
  playing = $state(false);
  /** Where it stands, ms. */
  at = $state(0);
  rate = $state<(typeof RATES)[number]>(1);

  /** `read` is asked for the recording when it is first played; null: it cannot be had. */
  constructor(read: () => Promise<Blob | null>) {
    this.#read = read;
    this.#audio.onplay = () => {
      this.playing = true;
    };
    this.#audio.onpause = () => {
      this.playing = false;
    };
    this.#audio.onended = () => {
      this.at = 0;
    };
    this.#audio.ontimeupdate = () => {
      this.at = this.#audio.currentTime * 1000;
    };
  }

  async play(): Promise<void> {
    if (this.#source === null) {
      const bytes = await this.#read();
      if (bytes === null) return;
      this.#source = URL.createObjectURL(bytes);
      this.#audio.src = this.#source;
      this.#audio.currentTime = this.at / 1000;
    }
    if (Playback.#heard !== this) Playback.#heard?.pause();
    Playback.#heard = this;
    this.#audio.playbackRate = this.rate;
    // What cannot be played stays where it is.
    await this.#audio.play().catch(() => undefined);
  }

  pause(): void {
    this.#audio.pause();
  }

  seek(ms: number): void {
    this.at = ms;
    if (this.#source !== null) this.#audio.currentTime = ms / 1000;
  }

  /** The next speed; after the fastest the first. */
  faster(): void {
    this.rate = RATES[(RATES.indexOf(this.rate) + 1) % RATES.length] ?? 1;
    this.#audio.playbackRate = this.rate;
  }

  /** Ends it and lets the recording go. */
  close(): void {
    this.pause();
    if (Playback.#heard === this) Playback.#heard = null;
    if (this.#source !== null) URL.revokeObjectURL(this.#source);
    this.#source = null;
  }
}
