import { ApiError } from '../../model/ApiError';
import { apiVersionOf, type Kind } from '../../model/Kind';
import type { KubernetesObject } from '../../model/KubernetesObject';
import type { InternalClient } from '../InternalClient';
import { readReadiness } from '../Progress';
import type { Part, Player, Verdict } from './component';

const APPLICATION = 'app.oam.dev/name';
const COMPONENT = 'app.oam.dev/component';

/** How the state of a claim reads as a component. */
type Judge<P> = (
  isReady: boolean,
  claim: KubernetesObject,
  part: Part<P>,
) => Pick<Verdict, 'isHealthy' | 'message' | 'details'>;

export interface ClaimPlayerParts<P> {
  client: InternalClient;
  /** Of the claim that is made. */
  kind: Kind;
  workload: ReturnType<Player<P>['workload']>;
  judge: Judge<P>;
}

/**
 * A component that is played by a claim of the same name. The claim takes the
 * properties as they are written, so it has the defaults of its own kind, and
 * is marked as the application's; one that is somebody else's is left alone.
 */
export class ClaimPlayer<P> implements Player<P> {
  readonly #parts: ClaimPlayerParts<P>;

  constructor(parts: ClaimPlayerParts<P>) {
    this.#parts = parts;
  }

  workload(): ReturnType<Player<P>['workload']> {
    return this.#parts.workload;
  }

  async ensure(part: Part<P>): Promise<Verdict> {
    const { client, judge, kind } = this.#parts;
    const { application, name, namespace, written } = part;
    const key = { kind, namespace, name };
    const labels = marksOf(application, name);
    this.#refuseForeign(client.get(key), application);
    const spec = { ...written, name };
    const claim = client.apply(key, { metadata: { labels }, spec });
    const { isReady, message } = readReadiness(claim);
    const verdict = judge(isReady, claim, part);
    return { ...verdict, ...(!isReady && { reason: message }) };
  }

  list(application: KubernetesObject): string[] {
    const { client, kind } = this.#parts;
    return client.store
      .list(kind, application.metadata.namespace)
      .filter(each => isOf(each, application))
      .map(({ metadata }) => metadata.name);
  }

  async remove(
    { metadata: { namespace = '' } }: KubernetesObject,
    name: string,
  ): Promise<void> {
    const { client, kind } = this.#parts;
    client.remove({ kind, namespace, name });
  }

  #refuseForeign(
    claim: KubernetesObject | undefined,
    application: KubernetesObject,
  ): void {
    if (!claim || isOf(claim, application)) {
      return;
    }
    const { kind } = this.#parts;
    throw new ApiError(
      409,
      'Conflict',
      `${kind.kind} ${claim.metadata.name} (${apiVersionOf(kind)}) exists and is not managed by the application ${application.metadata.name}; choose another name for the component`,
    );
  }
}

function marksOf({ metadata }: KubernetesObject, name: string) {
  return { [APPLICATION]: metadata.name, [COMPONENT]: name };
}

function isOf({ metadata }: KubernetesObject, application: KubernetesObject) {
  return metadata.labels?.[APPLICATION] === application.metadata.name;
}
