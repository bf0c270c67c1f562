import type {
  CreateDiff,
  CreateDiffRequest,
} from '@backstage-realtime/plugin-realtime-common';
import { http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import { CREATE_URL } from '../../../testUtils/aForm';

export const CLAIM_API = { group: 'claims.example.com', version: 'v2' };

export const ANSWERS = {
  name: 'ping-orders',
  kubernetesCluster: 'local',
  delivery: 'apply',
  manifests: '',
};

export const INPUT = {
  application: {
    name: '${{ parameters.name }}',
    language: 'typescript',
    framework: 'fastify',
  },
  platform: { name: '${{ parameters.name + "-platform" }}' },
  owner: '${{ parameters.owner }}',
};

const OPTIONS = {
  claims: [
    { if: '${{ parameters.delivery == "other" }}', input: {} },
    { input: INPUT },
  ],
  kubernetesCluster:
    '${{ parameters.kubernetesCluster if parameters.delivery == "apply" else "" }}',
};

export const page = (options: object = OPTIONS) => ({
  manifests: {
    type: 'string',
    title: 'Manifests',
    default: '',
    'ui:field': 'RealtimeManifests',
    'ui:options': options,
  },
});

/** A cluster that has the platform with another port, and no such service. */
export function serveReview(server: SetupServer, diff: CreateDiff = DIFF) {
  const asked: CreateDiffRequest[] = [];
  server.use(
    http.get(`${CREATE_URL}/options`, () =>
      HttpResponse.json({
        kubernetesClusters: [{ name: 'local' }],
        kafkaClusters: [],
        mqttBrokers: [],
        webSocketEndpoints: [],
        claimApi: CLAIM_API,
      }),
    ),
    http.post(`${CREATE_URL}/diff`, async ({ request }) => {
      const body = (await request.json()) as CreateDiffRequest;
      asked.push(body);
      return HttpResponse.json(diff);
    }),
  );
  return asked;
}

const ref = (kind: string, name: string) => ({
  apiVersion: 'claims.example.com/v2',
  kind,
  namespace: 'default',
  name,
});

export const linesOf = (profile: string, image: string) =>
  [
    'apiVersion: claims.example.com/v2',
    'kind: RealtimePlatformClaim',
    'metadata:',
    '  name: ping-orders-platform',
    '  namespace: default',
    'spec:',
    '  a: 1',
    '  b: 2',
    `  image: ${image}`,
    '  name: ping-orders-platform',
    `  profile: ${profile}`,
    '  z: 3',
  ].map(text => ({ text, ...(text.includes('image') && { isOthers: true }) }));

export const PLATFORM = {
  ref: ref('RealtimePlatformClaim', 'ping-orders-platform'),
  request: 'PATCH /apis/claims.example.com/v2/x?fieldManager=y',
  operation: 'changed' as const,
  changes: [{ path: 'spec.profile', from: 'production', to: 'dev' }],
  moreChanges: 2,
  risks: [
    { kind: 'partitions-grow' as const, topic: 'a', from: '3', to: '6' },
    { kind: 'topic-removed' as const, topic: 'b' },
  ],
};

export const SERVICE = {
  ref: ref('ApplicationClaim', 'ping-orders'),
  operation: 'created' as const,
};

/** As somebody is told who may not read claims. */
const DIFF: CreateDiff = { manifests: [PLATFORM, SERVICE] };

export const COMPARED: CreateDiff = {
  manifests: [
    {
      ...PLATFORM,
      comparison: {
        readAtMs: new Date(2026, 10, 21, 14, 1, 21).getTime(),
        resourceVersion: '88213',
        live: linesOf('production', 'a:1'),
        planned: linesOf('dev', 'a:1'),
      },
    },
    SERVICE,
  ],
};
