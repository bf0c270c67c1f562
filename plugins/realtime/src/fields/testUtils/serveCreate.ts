import type {
  CreateCheck,
  CreateOptions,
} from '@backstage-realtime/plugin-realtime-common';
import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import { CREATE_URL } from '../../testUtils/aForm';

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
export function serveCreate(
  server: SetupServer,
  change: { options?: () => Response } = {},
) {
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

/** The one field of a page. */
export const field = (name: string, more: object = {}) => ({
  type: 'string',
  title: 'The field',
  description: 'What it is for.',
  'ui:field': name,
  ...more,
});

export const input = () => screen.findByRole('textbox', { name: /^The field/ });
export const review = () => screen.getByRole('button', { name: 'Review' });
