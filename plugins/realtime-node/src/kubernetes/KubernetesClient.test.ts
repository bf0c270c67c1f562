import { startKubernetes } from '../testUtils/startKubernetes';
import { kubernetesClientContract } from './contract/kubernetesClientContract';

kubernetesClientContract('the sandbox', startKubernetes);

describe('a watch', () => {
  it('lets go of its connection when it is told to stop', async () => {
    const { api, clusters, close } = await startKubernetes();
    const stop = new AbortController();
    const changes = clusters.get('local').watch(
      {
        apiVersion: 'platform.example.org/v1alpha1',
        kind: 'ApplicationClaim',
      },
      { signal: stop.signal },
    );
    const iterator = changes[Symbol.asyncIterator]();
    await iterator.next();
    const waiting = iterator.next();
    stop.abort();
    expect(await waiting).toMatchObject({ done: true });
    while (api.watchCount > 0)
      await new Promise(resolve => setImmediate(resolve));
    expect(api.watchCount).toBe(0);
    await close();
  });
});
