// Says why there is no connection, to people; programs see it in the results.
import type { ConnectionView } from '@hushroom/ipc';
import type { Output } from './output.ts';
import { wordsFor } from './words.ts';

export function connectionRemark(output: Output, { reason }: ConnectionView): void {
  output.remark(
    `hushroom: ${wordsFor(reason ?? 'relay-unreachable', '')} (${reason ?? 'relay-unreachable'})`,
  );
}
