// KeyPackage (RFC 9420 §10): what a client publishes so that others can add it while it is away.
import { struct, uint16 } from '@hushroom/codec';
import { extensionsCodec, type Extension } from './extension.ts';
import { leafNodeCodec, type LeafNode } from './leaf-node.ts';
import { bytes } from './vector.ts';

/** A key package before it is signed. */
export interface KeyPackageContent {
  readonly version: number;
  readonly cipherSuite: number;
  readonly initKey: Uint8Array;
  readonly leafNode: LeafNode;
  readonly extensions: readonly Extension[];
}

export interface KeyPackage extends KeyPackageContent {
  readonly signature: Uint8Array;
}

const contentFields = {
  version: uint16,
  cipherSuite: uint16,
  initKey: bytes,
  leafNode: leafNodeCodec,
  extensions: extensionsCodec,
};

export const keyPackageCodec = struct<KeyPackage>({ ...contentFields, signature: bytes });

/** KeyPackageTBS. */
export const keyPackageContentCodec = struct<KeyPackageContent>(contentFields);
