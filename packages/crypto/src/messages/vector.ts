// The two vector shapes of RFC 9420, without a bound of their own: the length of the whole message, which its carrier
// limits, bounds every vector in it.
import { VECTOR_BYTES_MAX, opaque, vector, type Codec } from '@hushroom/codec';

/** `opaque value<V>`. */
export const bytes: Codec<Uint8Array> = opaque(VECTOR_BYTES_MAX);

/** `T values<V>`. */
export function list<T>(element: Codec<T>): Codec<readonly T[]> {
  return vector(element, VECTOR_BYTES_MAX);
}
