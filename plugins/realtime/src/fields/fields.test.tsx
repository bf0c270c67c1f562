import { registerMswTestHooks } from '@backstage/test-utils';
import type {
  CreateCheck,
  CreateOptions,
} from '@backstage-realtime/plugin-realtime-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { CREATE_URL, openForm } from '../testUtils/aForm';
import { expectAccessible } from '../testUtils/expectAccessible';

const server = setupServer();
registerMswTestHooks(server);

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

const OPTIONS: CreateOptions = {
  kubernetesClusters: [
    { name: 'local', namespaces: ['default', 'team-*'] },
    { name: 'prod', namespaces: ['team-a'] },
  ],
  kafkaClusters: ['local', 'prod'],
  mqttBrokers: ['local'],
  webSocketEndpoints: [],
  claimApi: { group: 'platform.example.org', version: 'v1alpha1' },
};

/** A backend in which `taken` is an entity and a topic; answers what was asked. */
function serve(change: { options?: () => Response } = {}) {
  const asked: URLSearchParams[] = [];
  server.use(
    http.get(
      `${CREATE_URL}/options`,
      change.options ?? (() => HttpResponse.json(OPTIONS)),
    ),
    http.get(`${CREATE_URL}/check`, ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      return HttpResponse.json(checkOf(query));
    }),
  );
  return asked;
}

function checkOf(query: URLSearchParams): CreateCheck {
  const name = query.get('name');
  const topics = query.get('topics')?.split(',') ?? [];
  const catalog = { kind: 'catalog' } as const;
  const cluster = {
    kind: 'kubernetes',
    system: 'away',
    namespace: 'default',
  } as const;
  const kafka = { kind: 'kafka', system: 'local' } as const;
  return {
    ...(name && {
      name: {
        name,
        uses: [
          name === 'taken'
            ? { place: catalog, state: 'taken', by: 'component:default/taken' }
            : { place: catalog, state: 'free' },
          {
            place: cluster,
            state: 'unknown',
            code: 'realtime.kubernetes.unreachable',
            reason: 'it is away',
          },
        ],
      },
    }),
    topics: topics.map(topic => ({
      name: topic,
      uses: [
        topic.startsWith('taken')
          ? { place: kafka, state: 'taken', by: topic }
          : { place: kafka, state: 'free' },
      ],
    })),
  };
}

const field = (name: string, more: object = {}) => ({
  type: 'string',
  title: 'The field',
  description: 'What it is for.',
  'ui:field': name,
  ...more,
});

const input = () => screen.findByRole('textbox', { name: /^The field/ });
const review = () => screen.getByRole('button', { name: 'Review' });

describe('the name of a service', () => {
  it('says where it is taken while it is typed, and is refused on the way on', async () => {
    const asked = serve();
    await openForm([{ name: field('RealtimeName') }]);
    const user = userEvent.setup();
    await user.type(await input(), 'taken');
    const says =
      'Taken in the catalog by component:default/taken; choose another name.';
    expect(await screen.findByText(says)).toBeInTheDocument();
    expect(asked.map(query => query.get('name'))).toEqual(['taken']);
    expect(await input()).toBeInvalid();
    await user.click(review());
    await waitFor(() =>
      expect(
        screen.getAllByText(says, { exact: false }).length,
      ).toBeGreaterThan(1),
    );
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('is free where it is, and unknown where nobody answered; that stops nobody', async () => {
    serve();
    const { created } = await openForm([{ name: field('RealtimeName') }]);
    const user = userEvent.setup();
    await user.type(await input(), 'ping-orders');
    expect(await screen.findByText('Free in the catalog.')).toBeInTheDocument();
    expect(
      screen.getByText(
        'Not known for the Kubernetes cluster away, namespace default: it does not answer.',
      ),
    ).toBeInTheDocument();
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() => expect(created).toEqual([{ name: 'ping-orders' }]));
  });

  it('is not asked for when the rules refuse it, and says the rule', async () => {
    const asked = serve();
    await openForm([{ name: field('RealtimeName') }]);
    await userEvent.type(await input(), 'Ping_Orders');
    expect(
      await screen.findByText(/^At most 63 small letters/),
    ).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  it('tells a screen reader what it is for and what was found, and is accessible', async () => {
    serve();
    const { container } = await openForm([{ name: field('RealtimeName') }]);
    await userEvent.type(await input(), 'ping-orders');
    await screen.findByText('Free in the catalog.');
    expect(await input()).toHaveAccessibleDescription(
      expect.stringMatching(/What it is for\..*Free in the catalog\./s),
    );
    const [said] = screen.getAllByRole('status');
    expect(said).toHaveTextContent('Free in the catalog');
    await expectAccessible(container);
  });
});

describe('a picker', () => {
  it('offers the names of app-config to the keyboard', async () => {
    serve();
    const { created, container } = await openForm([
      { cluster: field('RealtimeKafkaCluster') },
    ]);
    const user = userEvent.setup();
    const button = await screen.findByRole('button', { name: /The field/ });
    button.focus();
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('option', { name: 'prod' }));
    await expectAccessible(container);
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() => expect(created).toEqual([{ cluster: 'prod' }]));
  });

  it('refuses a name that app-config does not have, with those it has', async () => {
    serve();
    await openForm([{ cluster: field('RealtimeKafkaCluster') }], {
      cluster: 'other',
    });
    const says = 'other is not in app-config. Known: local, prod.';
    expect(await screen.findByText(says)).toBeInTheDocument();
    await userEvent.click(review());
    await waitFor(() =>
      expect(
        screen.getAllByText(says, { exact: false }).length,
      ).toBeGreaterThan(1),
    );
  });

  it('takes what is typed when the names cannot be read, and says why', async () => {
    serve({
      options: () =>
        HttpResponse.json(
          {
            error: {
              message: 'Missing permission realtime.claim.create',
              code: 'realtime.create.forbidden',
            },
          },
          { status: 403 },
        ),
    });
    const { created } = await openForm([
      { broker: field('RealtimeMqttBroker') },
    ]);
    const user = userEvent.setup();
    expect(
      await screen.findByText(/Missing permission realtime.claim.create/),
    ).toBeInTheDocument();
    await user.type(await input(), 'elsewhere');
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() => expect(created).toEqual([{ broker: 'elsewhere' }]));
  });

  it('refuses a namespace in which templates may not create', async () => {
    serve();
    await openForm([{ namespace: field('RealtimeNamespace') }], {
      kubernetesCluster: 'local',
    });
    await userEvent.type(await input(), 'other');
    expect(
      await screen.findByText(
        'Templates may not create in other of local. Allowed: default, team-*.',
      ),
    ).toBeInTheDocument();
  });

  it('offers the namespaces where app-config names each', async () => {
    serve();
    await openForm([{ namespace: field('RealtimeNamespace') }], {
      kubernetesCluster: 'prod',
    });
    const button = await screen.findByRole('button', { name: /The field/ });
    await userEvent.click(button);
    expect(
      await screen.findByRole('option', { name: 'team-a' }),
    ).toBeInTheDocument();
  });
});

describe('a topic', () => {
  const topic = (options: object) =>
    field('RealtimeTopic', { 'ui:options': options });

  it('is checked as what the template takes when nothing is typed', async () => {
    const asked = serve();
    await openForm(
      [{ topic: topic({ fallback: '${{ parameters.name + "-ping" }}' }) }],
      { name: 'taken', kafkaCluster: 'local' },
    );
    expect(
      await screen.findByText(
        'Taken in the Kafka cluster local; choose another name.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Empty means taken-ping.')).toBeInTheDocument();
    expect(asked.map(query => query.get('topics'))).toEqual(['taken-ping']);
    expect(asked[0].get('kafkaCluster')).toBe('local');
  });

  it('is not asked for while the template does not know the cluster', async () => {
    const asked = serve();
    const options = { kafkaClusterFrom: 'kafkaCluster' };
    const { created } = await openForm([{ topic: topic(options) }]);
    const user = userEvent.setup();
    await user.type(await input(), 'taken');
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() => expect(created).toEqual([{ topic: 'taken' }]));
    expect(asked).toEqual([]);
  });

  it('is judged within a list while it is typed, and stops nobody there', async () => {
    serve();
    const item = { type: 'object', properties: { name: topic({}) } };
    const { created } = await openForm(
      [{ topics: { type: 'array', items: item } }],
      { kafkaCluster: 'local', topics: [{ name: 'taken' }] },
    );
    await screen.findByText(
      'Taken in the Kafka cluster local; choose another name.',
    );
    const user = userEvent.setup();
    await user.click(review());
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    await waitFor(() =>
      expect(created).toEqual([
        { kafkaCluster: 'local', topics: [{ name: 'taken' }] },
      ]),
    );
  });

  it('may exist where the template says so', async () => {
    serve();
    await openForm(
      [
        {
          topic: topic({
            mayExist: '${{ parameters.platform == "existing" }}',
          }),
        },
      ],
      { platform: 'existing' },
    );
    await userEvent.type(await input(), 'taken');
    expect(
      await screen.findByText(/^Exists in the Kafka cluster local/),
    ).toBeInTheDocument();
    expect(await input()).toBeValid();
  });

  it.each(['__internal', 'two words', 'a'.repeat(250)])(
    'is refused when Kafka would',
    async name => {
      serve();
      await openForm([{ topic: topic({}) }], { topic: name });
      expect(
        await screen.findByText(/^At most 249 letters/),
      ).toBeInTheDocument();
    },
  );
});
