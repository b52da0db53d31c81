// Records a voice message: the microphone is held only while it records, and its loudness is kept to be drawn.
import { WAVEFORM_VALUES_MAX } from '@hushroom/ipc';
import type { Offer } from './offer.ts';

/** What browsers record, best first. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'] as const;
/** Loudness is looked at this often, ms. */
const LOOK_MS = 60;

export interface Recording {
  readonly bytes: Blob;
  readonly offer: Offer;
}

export class Recorder {
  /** `starting` while the system asks for the microphone; `refused` where it cannot be used; `recorded` with {@link recording}. */
  state = $state<'idle' | 'starting' | 'recording' | 'recorded' | 'refused'>('idle');
  /** What was recorded and is neither taken nor thrown away. */
  recording = $state.raw<Recording | null>(null);
  elapsedMs = $state(0);
  /** Loudness so far, each 0 to 255. */
  loudness = $state.raw<readonly number[]>([]);
  /** Counts what was begun or thrown away. */
  #attempt = 0;
  #stop: (() => Promise<Recording>) | null = null;

  async start(): Promise<void> {
    if (this.state !== 'idle' && this.state !== 'refused') return;
    this.state = 'starting';
    this.#attempt += 1;
    const attempt = this.#attempt;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    // The answer may come when nobody waits for it any more.
    if (attempt !== this.#attempt) {
      for (const track of stream?.getTracks() ?? []) track.stop();
      return;
    }
    if (stream === null) {
      this.state = 'refused';
      return;
    }
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? '';
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32_000 });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    const began = performance.now();
    this.elapsedMs = 0;
    this.loudness = [];
    const timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0);
      this.loudness = [...this.loudness, Math.min(255, peak * 2)];
      this.elapsedMs = performance.now() - began;
    }, LOOK_MS);
    recorder.start();
    this.state = 'recording';
    this.#stop = async () => {
      this.#stop = null;
      clearInterval(timer);
      const ended = new Promise((resolve) => {
        recorder.onstop = resolve;
      });
      recorder.stop();
      await ended;
      for (const track of stream.getTracks()) track.stop();
      await context.close();
      const durationMs = Math.round(performance.now() - began);
      return recordingOf(new Blob(parts, { type: recorder.mimeType }), durationMs, this.loudness);
    };
  }

  /** Ends the recording, to be listened to. */
  async stop(): Promise<void> {
    const attempt = this.#attempt;
    const recording = await this.#stop?.();
    if (recording === undefined || attempt !== this.#attempt) return;
    this.recording = recording;
    this.state = 'recorded';
  }

  /** Ends the recording and returns it; null where there is none. */
  async take(): Promise<Recording | null> {
    await this.stop();
    const { recording } = this;
    await this.discard();
    return recording;
  }

  /** Ends the recording and throws it away; or gives up asking for the microphone. */
  async discard(): Promise<void> {
    this.#attempt += 1;
    this.recording = null;
    this.state = 'idle';
    await this.#stop?.();
  }
}

function recordingOf(bytes: Blob, durationMs: number, loudness: readonly number[]): Recording {
  const mediaType = bytes.type.split(';', 1)[0] ?? '';
  return {
    bytes,
    offer: {
      kind: 'voice',
      name: `voice.${mediaType.split('/')[1] ?? 'webm'}`,
      mediaType,
      sizeBytes: bytes.size,
      width: null,
      height: null,
      durationMs,
      waveform: shortened(loudness, WAVEFORM_VALUES_MAX),
      thumbnail: null,
    },
  };
}

/** At most `count` values that draw the same: of each stretch its loudest. */
export function shortened(values: readonly number[], count: number): number[] {
  if (values.length <= count) return [...values];
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index / count) * values.length);
    const to = Math.floor(((index + 1) / count) * values.length);
    return Math.max(...values.slice(from, Math.max(to, from + 1)));
  });
}
