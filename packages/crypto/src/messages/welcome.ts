// Welcome and GroupSecrets (RFC 9420 §12.4.3.1).
import { optional, struct, uint16 } from '@hushroom/codec';
import { preSharedKeyIdCodec, type PreSharedKeyId } from './pre-shared-key.ts';
import { hpkeCiphertextCodec, type HpkeCiphertext } from './update-path.ts';
import { bytes, list } from './vector.ts';

/** The secrets that one new member receives, in the clear only inside its own HPKE ciphertext. */
export interface GroupSecrets {
  readonly joinerSecret: Uint8Array;
  /** Of the lowest common ancestor of committer and new member; `null` if the commit had no path. */
  readonly pathSecret: { readonly pathSecret: Uint8Array } | null;
  readonly psks: readonly PreSharedKeyId[];
}

export const groupSecretsCodec = struct<GroupSecrets>({
  joinerSecret: bytes,
  pathSecret: optional(struct({ pathSecret: bytes })),
  psks: list(preSharedKeyIdCodec),
});

export interface EncryptedGroupSecrets {
  /** KeyPackageRef of the key package that was used. */
  readonly newMember: Uint8Array;
  readonly encryptedGroupSecrets: HpkeCiphertext;
}

export interface Welcome {
  readonly cipherSuite: number;
  readonly secrets: readonly EncryptedGroupSecrets[];
  readonly encryptedGroupInfo: Uint8Array;
}

export const welcomeCodec = struct<Welcome>({
  cipherSuite: uint16,
  secrets: list(
    struct<EncryptedGroupSecrets>({ newMember: bytes, encryptedGroupSecrets: hpkeCiphertextCodec }),
  ),
  encryptedGroupInfo: bytes,
});
