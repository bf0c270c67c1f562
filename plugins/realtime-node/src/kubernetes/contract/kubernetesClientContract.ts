import type { TestCluster } from '../../testUtils/startKubernetes';
import { applyingContract } from './applying';
import { changingContract } from './changing';
import { readingContract } from './reading';
import { rightsContract } from './rights';
import type { Subject } from './Subject';

/** What a client promises on any API server. The first start of a real one takes minutes where it has to be built. */
export function kubernetesClientContract(
  name: string,
  start: () => Promise<TestCluster>,
  suite: jest.Describe = describe,
): void {
  suite(`a Kubernetes cluster: ${name}`, () => {
    jest.setTimeout(60_000);
    let subject: Subject;
    const the = () => subject;

    beforeAll(async () => {
      const running = await start();
      subject = { ...running, client: running.clusters.get('local') };
    }, 900_000);

    afterAll(() => subject?.close());

    applyingContract(the);
    changingContract(the);
    readingContract(the);
    rightsContract(the);
  });
}
