// Rules on extensions and on what a group may require of its members (RFC 9420 §11.1, §12.1.7, §13.4).
import { CryptoError } from '../errors.ts';
import {
  EXTENSION_TYPE,
  EXTENSION_TYPE_DEFAULT_MAX,
  externalSendersCodec,
  readExtension,
  requiredCapabilitiesCodec,
  type Extension,
  type ExternalSender,
  type RequiredCapabilities,
} from '../messages/extension.ts';
import { PROPOSAL_TYPE_DEFAULT_MAX } from '../messages/proposal.ts';
import type { Aspect } from '../tree/census.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';

/** The group's requirements, or `null`. Throws `extension-malformed`. */
export function requiredCapabilitiesOf(extensions: readonly Extension[]): RequiredCapabilities | null {
  return readExtension(extensions, EXTENSION_TYPE.requiredCapabilities, requiredCapabilitiesCodec);
}

/** The group's external senders, none if it has no such extension. Throws `extension-malformed`. */
export function externalSendersOf(extensions: readonly Extension[]): readonly ExternalSender[] {
  return readExtension(extensions, EXTENSION_TYPE.externalSenders, externalSendersCodec) ?? [];
}

/** RFC 9420 §13.4: a list of extensions has no type twice. */
export function checkExtensionsDistinct(extensions: readonly Extension[]): void {
  const types = new Set(extensions.map(({ extensionType }) => extensionType));
  if (types.size !== extensions.length) throw new CryptoError('extension-repeated', 'list of extensions');
}

/** RFC 9420 §12.1.7: new requirements are met by every member, added ones included and removed ones not. */
export function checkRequiredCapabilitiesMet(tree: RatchetTree, extensions: readonly Extension[]): void {
  const required = requiredCapabilitiesOf(extensions);
  if (required === null) return;
  const met = (aspect: Aspect, types: readonly number[], defaultMax: number): boolean =>
    types.every((type) => type <= defaultMax || tree.census.count(aspect, type) === tree.memberCount);
  if (
    !met('extension', required.extensionTypes, EXTENSION_TYPE_DEFAULT_MAX) ||
    !met('proposal', required.proposalTypes, PROPOSAL_TYPE_DEFAULT_MAX) ||
    !met('credential', required.credentialTypes, 0)
  ) {
    throw new CryptoError('required-capabilities-unmet', 'a member lacks one');
  }
}

/** RFC 9420 §13.4: every member supports every extension of the GroupContext. */
export function checkGroupExtensionsSupported(tree: RatchetTree, extensions: readonly Extension[]): void {
  for (const { extensionType } of extensions) {
    if (extensionType <= EXTENSION_TYPE_DEFAULT_MAX) continue;
    if (tree.census.count('extension', extensionType) !== tree.memberCount) {
      throw new CryptoError('group-extension-unsupported', `type ${extensionType}`);
    }
  }
}
