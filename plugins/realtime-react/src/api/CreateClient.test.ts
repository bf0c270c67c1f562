/** @jest-environment node */
import { CreateClient } from './CreateClient';

function clientOf(answer: () => Response) {
  const asked: Array<{ url: string; init?: RequestInit }> = [];
  const client = CreateClient.create({
    fetchApi: {
      fetch: async (input, init) => {
        asked.push({ url: String(input), init });
        return answer();
      },
    },
  });
  return { client, asked };
}

describe('what forms ask the backend', () => {
  it('names in one question, without those that are empty', async () => {
    const { client, asked } = clientOf(() => Response.json({ topics: [] }));
    await client.check({
      name: 'a&b',
      topics: ['x', 'y'],
      kafkaCluster: '',
      namespace: 'team-a',
    });
    expect(asked[0].url).toBe(
      'plugin://realtime/v1/create/check?name=a%26b&namespace=team-a&topics=x%2Cy',
    );
  });

  it('platforms of the cluster that was chosen, if one was', async () => {
    const none = { platforms: [], more: 0, unknown: [] };
    const { client, asked } = clientOf(() => Response.json(none));
    await client.platforms({ kubernetesCluster: 'local', namespace: '' });
    expect(await client.platforms({})).toEqual(none);
    expect(asked.map(({ url }) => url)).toEqual([
      'plugin://realtime/v1/create/platforms?kubernetesCluster=local',
      'plugin://realtime/v1/create/platforms?',
    ]);
  });

  it('manifests as they are', async () => {
    const { client, asked } = clientOf(() => Response.json({ manifests: [] }));
    const request = { kubernetesCluster: 'local', manifests: [] };
    expect(await client.diff(request)).toEqual({ manifests: [] });
    expect(asked[0].url).toBe('plugin://realtime/v1/create/diff');
    expect(JSON.parse(String(asked[0].init?.body))).toEqual(request);
  });

  it('and get a refusal with the code and words of the backend', async () => {
    const error = { message: 'ask them', code: 'realtime.create.forbidden' };
    const { client } = clientOf(() =>
      Response.json({ error }, { status: 403 }),
    );
    await expect(client.options()).rejects.toMatchObject({
      status: 403,
      code: 'realtime.create.forbidden',
      message: 'ask them',
    });
  });
});
