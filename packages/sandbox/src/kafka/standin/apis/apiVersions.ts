import type { Api } from '../Api';
import { KAFKA_ERROR } from '../wire/errorCodes';
import type { WireWriter } from '../wire/WireWriter';

export const API_VERSIONS_KEY = 18;

type Versions = Pick<Api, 'key' | 'minVersion' | 'maxVersion' | 'flexibleFrom'>;

/** An old broker speaks no flexible version. */
export function newestVersion(api: Versions, isOld: boolean): number {
  return isOld && api.flexibleFrom !== undefined
    ? Math.min(api.maxVersion, api.flexibleFrom - 1)
    : api.maxVersion;
}

/** What a broker says it speaks; an old one leaves out what it has no version of. */
export function listSpoken(
  apis: readonly Versions[],
  isOld: boolean,
): Versions[] {
  return apis
    .map(api => ({ ...api, maxVersion: newestVersion(api, isOld) }))
    .filter(api => api.maxVersion >= api.minVersion);
}

/** Takes the table of all other requests, so that the table stays in one file. */
export function createApiVersions(others: readonly Versions[]): Api {
  const self: Api = {
    key: API_VERSIONS_KEY,
    name: 'ApiVersions',
    minVersion: 0,
    maxVersion: 2,
    handle: ({ answer, cluster, version }) => {
      const spoken = listSpoken([...others, self], cluster.settings.isOld);
      writeVersions(answer, KAFKA_ERROR.none, spoken);
      if (version >= 1) {
        answer.int32(0);
      }
    },
  };
  return self;
}

/**
 * The error's answer is always of version 0: that is how a client which opens
 * with a newer version learns what it may speak.
 */
export function writeVersions(
  answer: WireWriter,
  errorCode: number,
  apis: readonly Versions[],
): void {
  answer.int16(errorCode).array(apis, api => {
    answer.int16(api.key).int16(api.minVersion).int16(api.maxVersion);
  });
}
