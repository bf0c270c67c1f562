import {
  parseStreamKey,
  type RealtimeErrorCode,
  type StreamKey,
  type StreamsResponse,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  AccessDecision,
  MaskPolicy,
  StreamAccess,
  StreamRequest,
  UserCredentials,
} from '../../access/StreamAccess';

/** Everybody may see everything until a test says otherwise. */
export class FakeAccess implements StreamAccess {
  readonly asked: Array<StreamRequest & { userRef: string }> = [];
  mask?: MaskPolicy;
  fault?: Error;
  /** Applies to requests it returns a code for. */
  deny: (request: StreamRequest) => RealtimeErrorCode | undefined = () =>
    undefined;

  async authorise(
    request: StreamRequest,
    credentials: UserCredentials,
  ): Promise<AccessDecision> {
    const userRef = credentials.principal.userEntityRef;
    this.asked.push({ ...request, userRef });
    if (this.fault) throw this.fault;
    const code = this.deny(request);
    const ref = parseStreamKey(request.stream);
    if (code || !ref) {
      return {
        ok: false,
        code: code ?? 'realtime.stream.not-declared',
        message: `no ${request.wants} of ${request.stream} for you`,
      };
    }
    const { entityRef, stream, wants } = request;
    const mask = request.unmask ? undefined : this.mask;
    const key = stream as StreamKey;
    return { ok: true, grant: { ref, key, entityRef, userRef, wants, mask } };
  }

  async list(): Promise<StreamsResponse | undefined> {
    return undefined;
  }
}
