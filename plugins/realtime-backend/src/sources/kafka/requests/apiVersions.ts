import type { ApiVersions, KafkaApi, KafkaRequest } from './KafkaRequest';
import { WireReader } from './WireReader';

const API: KafkaApi = { key: 18, name: 'ApiVersions', versions: [0] };

/**
 * What a broker speaks. Version 0 is answered by every broker.
 *
 * ```
 * request  (empty)
 * answer   i16 error, [i16 key, i16 min, i16 max]
 * ```
 */
export function apiVersionsRequest(): KafkaRequest<ApiVersions> {
  return {
    api: API,
    version: 0,
    isFlexible: false,
    body: Buffer.alloc(0),
    decode: payload => {
      const reader = new WireReader(payload);
      reader.int16();
      const entries = reader.array(() => {
        const key = reader.int16();
        return [key, { min: reader.int16(), max: reader.int16() }] as const;
      });
      return new Map(entries);
    },
  };
}
