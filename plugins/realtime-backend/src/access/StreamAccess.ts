import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type {
  MaskInfo,
  RealtimeErrorCode,
  StreamKey,
  StreamRef,
  StreamsResponse,
} from '@backstage-realtime/plugin-realtime-common';

/** A signed-in user; streams accept nobody else. */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What somebody asks to see. */
export interface StreamRequest {
  entityRef: string;
  stream: string;
  wants: 'counts' | 'records';
  unmask: boolean;
}

/** What somebody may see. The only way to reach the hub. */
export interface Grant {
  ref: StreamRef;
  key: StreamKey;
  entityRef: string;
  userRef: string;
  wants: 'counts' | 'records';
  /** undefined: records are shown unmasked, by right of `realtime.record.unmask` or because no policy applies. */
  mask?: MaskPolicy;
}

/** Paths, header names and key to hide. From app-config only. */
export interface MaskPolicy extends MaskInfo {
  /** Withhold the whole key. */
  maskKey: boolean;
}

/** A refusal is a value; `code` maps to an HTTP status and to an error frame. */
export type AccessDecision =
  | { ok: true; grant: Grant }
  | { ok: false; code: RealtimeErrorCode; message: string };

/** Entity -> streams -> allow-list -> permissions -> mask, with the caller's credentials throughout. */
export interface StreamAccess {
  authorise(
    request: StreamRequest,
    credentials: UserCredentials,
  ): Promise<AccessDecision>;
  /** Everything the entity declares and what the caller may do with each; undefined: no such entity for the caller. */
  list(
    entityRef: string,
    credentials: UserCredentials,
  ): Promise<StreamsResponse | undefined>;
}
