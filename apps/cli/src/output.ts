// Standard output: one JSON object per line, or plain text. Written at once, so that what was taken is also shown when
// the process is killed the next moment. Remarks go to standard error and never mix with results.
import { writeSync } from 'node:fs';

export class Output {
  readonly json: boolean;

  constructor(json: boolean) {
    this.json = json;
  }

  /** One result: `value` with --json, else `text`. */
  result(value: object, text: string): void {
    writeLine(1, this.json ? JSON.stringify(value) : text);
  }

  /** For people at a terminal; programs read results. */
  remark(text: string): void {
    if (!this.json) writeLine(2, text);
  }
}

function writeLine(file: 1 | 2, text: string): void {
  const bytes = Buffer.from(`${text}\n`);
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(file, bytes, at);
    } catch (error) {
      // A pipe whose reader is slow: it takes more in a moment.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

/** Text from elsewhere for a terminal: what could move its cursor or change its colours is shown as a mark. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (char) => (char === '\n' || char === '\t' ? char : '\ufffd'));
}
