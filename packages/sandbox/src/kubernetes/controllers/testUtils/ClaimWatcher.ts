import { Watch, type KubeConfig } from '@kubernetes/client-node';
import { conditionOf, placeOf, type Claim, type Plural } from './claims';

/** Waits for what objects come to say, each state as the API tells it. */
export class ClaimWatcher {
  protected constructor(protected readonly config: KubeConfig) {}

  /** Each state of one claim as it changes, up to the one that is asked for. */
  async follow(
    plural: Plural,
    name: string,
    isLast: (claim: Claim, type: string) => boolean,
  ): Promise<Claim[]> {
    const seen: Claim[] = [];
    const { group, namespace, version } = placeOf(plural);
    const path = `/apis/${group}/${version}/namespaces/${namespace}/${plural}`;
    await new Promise<void>((resolve, reject) => {
      const watching = new Watch(this.config).watch(
        path,
        { fieldSelector: `metadata.name=${name}` },
        (type, claim: Claim) => {
          seen.push(claim);
          if (isLast(claim, type)) {
            resolve();
            void watching.then(each => each.abort());
          }
        },
        error => error && error.name !== 'AbortError' && reject(error),
      );
    });
    return seen;
  }

  untilReady(plural: Plural, name: string, generation = 1): Promise<Claim[]> {
    return this.follow(plural, name, claim => {
      const ready = conditionOf(claim, 'Ready');
      return (
        ready?.status === 'True' && ready.observedGeneration === generation
      );
    });
  }

  untilRefused(name: string): Promise<Claim[]> {
    return this.follow(
      'applicationclaims',
      name,
      claim => conditionOf(claim, 'Synced')?.status === 'False',
    );
  }

  untilGone(
    name: string,
    plural: Plural = 'applicationclaims',
  ): Promise<Claim[]> {
    return this.follow(plural, name, (_, type) => type === 'DELETED');
  }

  /** Each state of an OAM application, up to the first that is as asked. */
  untilSays(
    name: string,
    isLast: (status: NonNullable<Claim['status']>) => boolean,
  ): Promise<Claim[]> {
    return this.follow(
      'applications',
      name,
      ({ status }) => status !== undefined && isLast(status),
    );
  }
}
