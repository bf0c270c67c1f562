import {
  toYamlLines,
  type LiveComparison,
  type Manifest,
  type ManifestDiff,
} from '@backstage-realtime/plugin-realtime-common';

type Outcome<T = ManifestDiff> = T extends unknown ? Omit<T, 'ref'> : never;

/** What kubectl has set on the live object. */
const OTHERS = {
  annotations: {
    'example.org/cost-centre': '4711',
    'example.org/on-call': 'team-streams',
    'example.org/reviewed': '2026-11-20',
  },
};

/** As if the platform were there already, with smaller topics, and nothing else. */
export function staticDiff(manifest: Manifest, index: number): Outcome {
  const { apiVersion, kind, metadata } = manifest;
  const path = `/apis/${apiVersion}/namespaces/default/${kind.toLowerCase()}s/${metadata.name}`;
  const request = `PATCH ${path}?fieldManager=backstage-realtime&fieldValidation=Strict`;
  if (index > 0) return { request, operation: 'created' };
  return {
    request,
    operation: 'changed',
    changes: [
      { path: 'spec.topics[0].partitions', from: 3, to: 6 },
      { path: 'spec.topics[2]', to: { name: 'ping-orders-dead-letter' } },
    ],
    moreChanges: 0,
    risks: [
      {
        kind: 'partitions-grow',
        topic: 'ping-orders-ping',
        from: '3',
        to: '6',
      },
    ],
    comparison: compare(manifest),
  };
}

function compare(manifest: Manifest): LiveComparison {
  const { spec } = manifest as { spec: { topics?: object[] } };
  const metadata = { ...manifest.metadata, ...OTHERS };
  const [first, ...more] = spec.topics ?? [];
  const before = {
    ...spec,
    topics: [{ ...first, partitions: 3 }, ...more.slice(0, -1)],
  };
  return {
    readAtMs: Date.UTC(2026, 10, 21, 14, 1, 21),
    resourceVersion: '88213',
    live: linesOf({ ...manifest, metadata, spec: before }),
    planned: linesOf({ ...manifest, metadata }),
  };
}

function linesOf(object: object) {
  return toYamlLines(object).map(({ text, path }) => ({
    text,
    ...(path[1] === 'annotations' && { isOthers: true }),
  }));
}
