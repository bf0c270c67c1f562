import { registerMswTestHooks } from '@backstage/test-utils';
import type { CreateCheck } from '@backstage-realtime/plugin-realtime-common';
import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { CREATE_URL, openForm } from '../../../testUtils/aForm';
import { page, serveReview } from '../testUtils/aReview';
import { readNamesRequest } from './namesRequest';

const server = setupServer();
registerMswTestHooks(server);

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const OPTIONS = {
  claims: [{ input: { platform: { name: 'streams' } } }],
  names: {
    name: '${{ parameters.name }}',
    topics: '${{ parameters.topics or [] }}',
    components: [
      { type: 'x', name: 'y', properties: { streaming: { topics: ['kept'] } } },
    ],
    kafkaCluster: 'local',
    namespace: '${{ parameters.namespace or "default" }}',
    token: '${{ secrets.KUBERNETES_TOKEN }}',
  },
};

const KAFKA = { kind: 'kafka', system: 'local' } as const;
const CATALOG = { kind: 'catalog' } as const;

/** A backend in which the topics `taken` and `kept` exist, and the catalog may be away. */
function serve(away = false) {
  const asked: URLSearchParams[] = [];
  serveReview(server);
  server.use(
    http.get(`${CREATE_URL}/check`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      const name = query.get('name') ?? '';
      const check: CreateCheck = {
        name: {
          name,
          uses: [
            away
              ? {
                  ...{ place: CATALOG, state: 'unknown' as const },
                  code: 'realtime.create.no-answer',
                  reason: 'it was silent',
                }
              : { place: CATALOG, state: 'free' },
          ],
        },
        topics: (query.get('topics')?.split(',') ?? []).map(topic => ({
          name: topic,
          uses: [
            /taken|kept/.test(topic)
              ? { place: KAFKA, state: 'taken' }
              : { place: KAFKA, state: 'free' },
          ],
        })),
      };
      return HttpResponse.json(check);
    }),
  );
  return asked;
}

const open = (topics: string[]) =>
  openForm([page(OPTIONS)], {
    ...{ name: 'streams', namespace: 'team-a' },
    topics: topics.map(name => ({ name })),
  });

/** The check whose title this is, once it is there. */
const check = async (title: string) =>
  (await screen.findByText(title)).closest('li') as HTMLElement;

describe('the names of a form', () => {
  it('are asked for once more where they will be, and are free', async () => {
    const asked = serve();
    await open(['new']);
    expect(await check('Names are free')).toHaveAttribute('data-kind', 'ok');
    expect(asked.map(query => Object.fromEntries(query))).toEqual([
      {
        ...{ name: 'streams', namespace: 'team-a', kafkaCluster: 'local' },
        topics: 'new,kept',
      },
    ]);
  });

  it('hold the review when one within a list is taken, but not one that is shared', async () => {
    serve();
    await open(['new', 'taken']);
    const found = await check('A name is taken');
    expect(found).toHaveAttribute('data-kind', 'error');
    expect(
      within(found).getByText(
        'taken: Taken in the Kafka cluster local; choose another name.',
      ),
    ).toBeInTheDocument();
    expect(within(found).queryByText(/kept/)).toBeNull();
  });

  it('are not known where nobody answered', async () => {
    serve(true);
    await open([]);
    const found = await check('Not known whether all names are free');
    expect(found).toHaveAttribute('data-kind', 'unknown');
    expect(
      within(found).getByText(/^streams: Not known for the catalog/),
    ).toBeInTheDocument();
  });
});

describe('what is asked of the names of a step', () => {
  it('is nothing while only the task can compute them', () => {
    const names = { name: '${{ parameters.name | upper }}' };
    expect(readNamesRequest(names, { name: 'a' })).toBeUndefined();
    expect(readNamesRequest(undefined, {})).toBeUndefined();
  });

  it('are topics by their field, too, and none without a cluster', () => {
    const topics = { pingTopic: 'a', pongTopic: '' };
    const read = (kafkaCluster: string) =>
      readNamesRequest({ name: 'n', topics, kafkaCluster }, {})?.request.topics;
    expect(read('local')).toEqual(['a']);
    expect(read('')).toEqual([]);
  });
});
