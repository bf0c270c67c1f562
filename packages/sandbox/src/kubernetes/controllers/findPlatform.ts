import type { Kind } from '../model/Kind';
import { readPlatform, type PlatformSpec } from './claimSpecs';
import type { InternalClient } from './InternalClient';
import { readReadiness, type Progress } from './Progress';

/** A platform that is ready, or how far whoever needs it is. */
type FoundPlatform = { spec?: PlatformSpec } | { progress: Progress };

/** In one namespace, by the name it gives itself. */
export function findPlatform(
  namespace: string,
  name: string,
  { client, platformKind }: { client: InternalClient; platformKind: Kind },
): FoundPlatform {
  const platforms = client.store
    .list(platformKind, namespace)
    .filter(({ metadata }) => !metadata.deletionTimestamp);
  const found = platforms.find(each => readPlatform(each)?.name === name);
  if (!found) {
    const known = platforms.map(each => readPlatform(each)?.name).join(', ');
    return {
      progress: {
        ready: 'Creating',
        message: `waiting for the platform ${name}`,
        refusal: `there is no RealtimePlatformClaim named "${name}" in the namespace ${namespace}; there is: ${known || 'none'}`,
        waitsForPlatform: true,
      },
    };
  }
  const { isReady, message } = readReadiness(found);
  return isReady
    ? { spec: readPlatform(found) }
    : {
        progress: {
          ready: 'Creating',
          message: `waiting for the platform ${name}: ${message}`,
          waitsForPlatform: true,
        },
      };
}
