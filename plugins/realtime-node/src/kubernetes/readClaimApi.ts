import type { Config } from '@backstage/config';
import {
  DEFAULT_CLAIM_API,
  type ClaimApi,
} from '@backstage-realtime/plugin-realtime-common';

/** `realtime.claims`: under which API the site serves the two claims. @public */
export function readClaimApi(config: Config): ClaimApi {
  const section = config.getOptionalConfig('realtime.claims');
  return {
    group: section?.getOptionalString('group') ?? DEFAULT_CLAIM_API.group,
    version: section?.getOptionalString('version') ?? DEFAULT_CLAIM_API.version,
  };
}
