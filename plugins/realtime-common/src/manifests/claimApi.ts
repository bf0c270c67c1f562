/** API group and version under which a site serves the two claims. @public */
export interface ClaimApi {
  group: string;
  version: string;
}

/** What `platform/xrds` defines; another group or version goes into `realtime.claims`. @public */
export const DEFAULT_CLAIM_API: ClaimApi = {
  group: 'platform.example.org',
  version: 'v1alpha1',
};

/** A service that a team asks for. @public */
export const APPLICATION_CLAIM = 'ApplicationClaim';

/** A streaming platform that a team asks for. @public */
export const REALTIME_PLATFORM_CLAIM = 'RealtimePlatformClaim';

/** `platform.example.org/v1alpha1`. @public */
export function claimApiVersion({ group, version }: ClaimApi): string {
  return `${group}/${version}`;
}
