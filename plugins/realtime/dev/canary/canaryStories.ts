import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATIONS,
  known,
  missing,
  type CanaryState,
  type ClusterReading,
  type MetricBoard,
  type MetricBoards,
  type Missing,
  type RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '@backstage-realtime/plugin-realtime-react';
import { anEntity } from '../fakes/storyParts';
import { connecting } from '../fakes/StaticState';
import { aBoard, aPanel, somePanels } from './boards';
import { aCanary, aRollout, rolloutRef, say, SECOND } from './pingPongRollout';
import {
  aborted,
  blueGreen,
  endless,
  healthy,
  inconclusive,
  long,
  oneReplica,
  paused,
  stale,
  timedOut,
} from './rolloutMoments';

/** One state of the Canary tab and its card, as a page of the dev app and as a test. */
export interface CanaryStory {
  path: string;
  title: string;
  entity: Entity;
  canary: StateSnapshot<CanaryState>;
  metrics: StateSnapshot<MetricBoards>;
  /** A sentence a reader finds on the tab, and one on the card. */
  says: string | RegExp;
  cardSays: string | RegExp;
}

export const canaryEntity = anEntity({
  [ANNOTATIONS.rollout]: 'prod-eu1/pingpong/pingpong-counter',
});

const nowMs = Date.now();

/** A value that came some seconds ago. */
export function live<T>(value: T, ageMs = 2 * SECOND): StateSnapshot<T> {
  const receivedAtMs = nowMs - ageMs;
  return {
    status: { state: 'live', sinceMs: receivedAtMs },
    value,
    receivedAtMs,
  };
}

export function boardsOf(...boards: MetricBoard[]): MetricBoards {
  return {
    entityRef: 'component:default/pingpong-counter',
    readAtMs: nowMs - 3 * SECOND,
    boards,
    problems: [],
  };
}

function story(
  path: string,
  title: string,
  says: CanaryStory['says'],
  canary: StateSnapshot<CanaryState>,
  part: Partial<Pick<CanaryStory, 'metrics' | 'cardSays' | 'entity'>> = {},
): CanaryStory {
  return {
    path,
    title,
    says,
    cardSays: says,
    canary,
    metrics: live(boardsOf(aBoard(nowMs))),
    entity: canaryEntity,
    ...part,
  };
}

const one = (state: RolloutState, part: Partial<CanaryState> = {}) =>
  live(aCanary(nowMs, state, part));

const board = (part: Partial<MetricBoard>) => ({
  metrics: live(boardsOf(aBoard(nowMs, part))),
});

/** Each panel says why it has no series, the last one keeps its old ones. */
function panelsWithout(...codes: Missing['code'][]): MetricBoard['panels'] {
  const panels = somePanels();
  return panels.map((panel, i) =>
    i < codes.length
      ? { ...panel, series: [], missing: { code: codes[i] } }
      : {
          ...panel,
          missing: { code: 'unreachable' },
          readAtMs: nowMs - 90 * SECOND,
        },
  );
}

function notKnown(why: Missing): StateSnapshot<CanaryState> {
  return one(aRollout(nowMs), {
    rollouts: [
      { ref: rolloutRef, rollout: missing(why.code, { detail: why.detail }) },
    ],
  });
}

const cluster = (part: Partial<ClusterReading>): ClusterReading => ({
  cluster: 'prod-eu1',
  mode: 'watch',
  readAtMs: nowMs - 2 * SECOND,
  gaps: [],
  ...part,
});

const refused = (code: string, message: string) => ({
  status: { state: 'refused' as const, sinceMs: nowMs, code, message },
});

/** Rollouts of several clusters, worst first. */
function several(): CanaryState {
  const at = (name: string, place = 'prod-eu1') => ({
    cluster: place,
    namespace: 'pingpong',
    name,
  });
  return aCanary(nowMs, aRollout(nowMs), {
    rollouts: [
      { ref: rolloutRef, rollout: known(aborted(nowMs)) },
      { ref: at('pingpong-edge'), rollout: known(endless(nowMs)) },
      {
        ref: at('pingpong-counter', 'staging'),
        rollout: missing('unreachable'),
      },
      { ref: at('pingpong-mirror'), rollout: known(paused(nowMs)) },
      { ref: at('pingpong-web'), rollout: known(healthy(nowMs)) },
    ],
    clusters: [
      cluster({}),
      cluster({
        cluster: 'staging',
        mode: 'unreachable',
        readAtMs: undefined,
        sinceMs: nowMs - 600 * SECOND,
      }),
    ],
  });
}

/** Twenty rollouts with six panels each. */
export function twenty(): { canary: CanaryState; metrics: MetricBoards } {
  const refs = Array.from({ length: 20 }, (_, i) => ({
    ...rolloutRef,
    name: `pingpong-${i + 1}`,
  }));
  return {
    canary: aCanary(nowMs, aRollout(nowMs), {
      rollouts: refs.map(ref => ({ ref, rollout: known(aRollout(nowMs)) })),
    }),
    metrics: boardsOf(...refs.map(rollout => aBoard(nowMs, { rollout }))),
  };
}

const many = twenty();

const FAILED = /analysis at 50 %, 3 of 5 measured/;

/** Every state of the tab and the card. */
export const canaryStories: CanaryStory[] = [
  story('canary', 'Canary: an analysis runs', FAILED, one(aRollout(nowMs))),
  story(
    'canary-paused',
    'Canary: a pause with an end',
    /going on by itself at/,
    one(paused(nowMs)),
    board({
      trafficShare: known({
        share: 0.23,
        canaryPerSecond: 22,
        totalPerSecond: 96,
      }),
      panels: somePanels({ cpu: {} }).map(panel => ({
        ...panel,
        series: panel.series.map(series =>
          series.role === 'canary'
            ? {
                ...series,
                values: series.values.map((v, i) => (i < 96 ? null : v)),
              }
            : series,
        ),
      })),
    }),
  ),
  story(
    'canary-endless',
    'Canary: a pause that somebody ends',
    /until somebody promotes it/,
    one(endless(nowMs)),
  ),
  story(
    'canary-inconclusive',
    'Canary: paused because nothing can be judged',
    /somebody has to decide/,
    one(inconclusive(nowMs)),
  ),
  story(
    'canary-aborted',
    'Canary: aborted by a failed analysis',
    /cpu-usage-rate was 0.6, the limit is 0.5/,
    one(aborted(nowMs)),
    board({
      trafficShare: known({
        share: 0,
        canaryPerSecond: 0,
        totalPerSecond: 96,
      }),
      panels: somePanels({
        to: 92,
        cpu: Object.fromEntries(
          Array.from({ length: 20 }, (_, i) => [
            72 + i,
            Math.min(0.62, 0.3 + i * 0.05),
          ]),
        ),
      }),
    }),
  ),
  story(
    'canary-timed-out',
    'Canary: pods were not ready in time',
    /was not ready in time/,
    one(timedOut(nowMs)),
  ),
  story(
    'canary-healthy',
    'Canary: nothing goes on',
    /revision 8 has all of the traffic/,
    one(healthy(nowMs)),
  ),
  story(
    'canary-stale',
    'Canary: the status is of an older generation',
    /generation 42, is not looked at yet/,
    one(stale(nowMs)),
  ),
  story(
    'canary-off',
    'Canary: controls are switched off',
    FAILED,
    one(
      aRollout(nowMs, {
        controls: [],
        controlsOff: say('canary.controls.off'),
      }),
    ),
  ),
  story(
    'canary-blue-green',
    'Canary: blue/green',
    /gets nothing until somebody promotes it/,
    one(blueGreen(nowMs)),
  ),
  story(
    'canary-one-replica',
    'Canary: one replica, no router',
    FAILED,
    one(oneReplica(nowMs)),
  ),
  story(
    'canary-long',
    'Canary: long names, twenty steps, a background analysis',
    /the number of canary pods is changed/,
    one(long(nowMs)),
    board({
      panels: [
        aPanel(
          'long',
          'A panel with a title that is longer than what fits beside its legend',
          'bytes',
          [],
          {
            missing: { code: 'bad-query', detail: 'parse error: unexpected }' },
          },
        ),
        {
          ...somePanels()[0],
          dropped: 214,
          warnings: ['the answer is not whole'],
        },
      ],
    }),
  ),
  story(
    'canary-no-instance',
    'Canary: no Prometheus for this cluster',
    FAILED,
    one(aRollout(nowMs)),
    board({
      instance: undefined,
      panels: [],
      trafficShare: missing('not-asked'),
      missing: {
        code: 'not-found',
        detail: 'no Prometheus instance of app-config is for cluster prod-eu1',
      },
    }),
  ),
  story(
    'canary-panels-missing',
    'Canary: Prometheus refuses, is slow, or is away',
    FAILED,
    one(aRollout(nowMs)),
    board({
      trafficShare: missing('unauthenticated'),
      panels: panelsWithout(
        'unauthenticated',
        'no-permission',
        'timeout',
        'no-data',
        'not-a-number',
      ),
    }),
  ),
  story(
    'canary-metrics-refused',
    'Canary: no metrics stream',
    FAILED,
    one(aRollout(nowMs)),
    {
      metrics: refused(
        'realtime.stream.over-budget',
        'You watch 8 of 8 states; close another tab.',
      ),
    },
  ),
  story(
    'canary-missing',
    'Canary: the rollout is not there',
    /There is no rollout pingpong-counter/,
    notKnown({ code: 'not-found' }),
  ),
  story(
    'canary-no-crd',
    'Canary: Argo Rollouts is not installed',
    /Argo Rollouts is not installed on prod-eu1/,
    notKnown({ code: 'unsupported' }),
  ),
  story(
    'canary-denied',
    'Canary: the service account may not read',
    /The portal may not read pingpong-counter/,
    notKnown({ code: 'no-permission' }),
  ),
  story(
    'canary-cluster-away',
    'Canary: the cluster is away, what was known stays',
    /prod-eu1 does not answer since/,
    one(aRollout(nowMs), {
      clusters: [
        cluster({
          mode: 'unreachable',
          sinceMs: nowMs - 180 * SECOND,
          readAtMs: nowMs - 182 * SECOND,
          missing: { code: 'unreachable' },
        }),
      ],
    }),
    { cardSays: FAILED },
  ),
  story(
    'canary-polled',
    'Canary: polled, analysis runs may not be read',
    /AnalysisRuns cannot be read on prod-eu1: no permission/,
    one(aRollout(nowMs, { analysis: [] }), {
      clusters: [
        cluster({
          mode: 'poll',
          gaps: [{ kind: 'AnalysisRuns', missing: { code: 'no-permission' } }],
        }),
      ],
    }),
    { cardSays: FAILED },
  ),
  story(
    'canary-several',
    'Canary: several rollouts',
    /staging does not answer since/,
    live(several()),
    { cardSays: /the limit is 0.5/ },
  ),
  story('canary-twenty', 'Canary: twenty rollouts', FAILED, live(many.canary), {
    metrics: live(many.metrics),
  }),
  story(
    'canary-empty',
    'Canary: nothing there yet',
    'Nothing there yet: tell which rollout belongs here',
    live(aCanary(nowMs, aRollout(nowMs), { rollouts: [] })),
    { metrics: live(boardsOf()) },
  ),
  story(
    'canary-problems',
    'Canary: a part of the annotations cannot be used',
    '1 part of the annotations cannot be used',
    one(healthy(nowMs), {
      problems: [
        'backstage-realtime.io/rollout has "pingpong"; the right form is cluster/namespace/name, several separated by commas',
      ],
    }),
    { cardSays: /revision 8 has all of the traffic/ },
  ),
  story(
    'canary-loading',
    'Canary: the first answer is awaited',
    'Asking the clusters for rollouts',
    connecting(),
    { metrics: connecting() },
  ),
  story(
    'canary-forbidden',
    'Canary: no permission',
    'You may not see the rollouts of this entity',
    refused('realtime.stream.forbidden', 'ask team-realtime'),
    { metrics: refused('realtime.stream.forbidden', 'ask team-realtime') },
  ),
  story(
    'canary-server-away',
    'Canary: the server is away',
    /The server does not answer since/,
    {
      ...one(aRollout(nowMs)),
      status: {
        state: 'unreachable',
        sinceMs: nowMs - 9 * SECOND,
        part: 'the server',
        tries: 2,
        nextTryAtMs: nowMs + 5 * SECOND,
      },
    },
  ),
];
