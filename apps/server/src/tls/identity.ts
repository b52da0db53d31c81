// Who this relay is: the CA, head key and online certificate in its data folder, made at the first start.
// ca.key alone decides the relay id; it is read only to sign the next online certificate or head key.
import { createPrivateKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { decode, encode } from '@hushroom/codec';
import { headKeyCertificate } from '@hushroom/wire';
import type { DataFolder } from '../data-folder.ts';
import { StartError } from '../error.ts';
import { certifyHeadKey, publicKeyOf, relayKeys, type RelayKeys } from '../keys.ts';
import { isRenewalDue, makeCaCertificate, makeOnlineCertificate } from './certificates.ts';

/** What the TLS server shows: the online certificate with the CA's behind it, and its key; all PEM. */
export interface OnlineCertificate {
  readonly key: string;
  readonly cert: string;
}

export class RelayIdentity {
  readonly keys: RelayKeys;
  readonly #folder: DataFolder;
  readonly #caCertificate: string;

  private constructor(folder: DataFolder, parts: { keys: RelayKeys; caCertificate: string }) {
    this.#folder = folder;
    this.keys = parts.keys;
    this.#caCertificate = parts.caCertificate;
  }

  /** Loads what is in the folder and makes what is missing. Throws {@link StartError} `identity-unusable`. */
  static open(folder: DataFolder, now: number): RelayIdentity {
    try {
      let caCertificate = folder.read('ca.crt')?.toString() ?? null;
      if (caCertificate === null) {
        caCertificate = makeCaCertificate(loadKey(folder, 'ca.key') ?? makeKey(folder, 'ca.key'), now);
        folder.write('ca.crt', caCertificate);
      }
      return new RelayIdentity(folder, { keys: loadHeadKey(folder), caCertificate });
    } catch (error) {
      throw new StartError('identity-unusable', 'the keys in the data folder cannot be used', error);
    }
  }

  /** The certificate to show at this time under this host: the one in the folder, or the next one if that ends soon. */
  onlineCertificate(now: number, host: string): OnlineCertificate {
    const key = loadKey(this.#folder, 'tls.key') ?? makeKey(this.#folder, 'tls.key');
    const ca = new X509Certificate(this.#caCertificate);
    let certificate = this.#folder.read('tls.crt')?.toString() ?? null;
    if (certificate === null || this.#isDue(certificate, { ca, key, host, now })) {
      const caKey = requireCaKey(this.#folder);
      certificate = makeOnlineCertificate({ caKey, onlineKey: key, host, now });
      this.#folder.write('tls.crt', certificate);
    }
    return { key: pemOf(key), cert: certificate + this.#caCertificate };
  }

  #isDue(
    pem: string,
    { key, ...wanted }: { ca: X509Certificate; key: KeyObject; host: string; now: number },
  ): boolean {
    const certificate = new X509Certificate(pem);
    return !certificate.checkPrivateKey(key) || isRenewalDue(certificate, wanted);
  }
}

function loadHeadKey(folder: DataFolder): RelayKeys {
  const key = loadKey(folder, 'head.key') ?? makeKey(folder, 'head.key');
  const stored = folder.read('head.crt');
  const certificate = stored && decode(headKeyCertificate, stored);
  if (certificate !== null && Buffer.compare(certificate.headKey, publicKeyOf(key)) === 0) {
    return relayKeys(key, certificate);
  }
  const made = certifyHeadKey(requireCaKey(folder), key);
  folder.write('head.crt', encode(headKeyCertificate, made));
  return relayKeys(key, made);
}

function requireCaKey(folder: DataFolder): KeyObject {
  const key = loadKey(folder, 'ca.key');
  if (key === null) throw new StartError('identity-unusable', 'ca.key is needed and not in the data folder');
  return key;
}

function loadKey(folder: DataFolder, name: string): KeyObject | null {
  const pem = folder.read(name);
  return pem && createPrivateKey(pem);
}

function makeKey(folder: DataFolder, name: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  folder.write(name, pemOf(privateKey));
  return privateKey;
}

function pemOf(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}
