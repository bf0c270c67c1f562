import {
  ANNOTATIONS,
  known,
  missing,
  type CanaryState,
  type MetricBoards,
} from '@backstage-realtime/plugin-realtime-common';
import { connecting } from '../fakes/StaticState';
import { anEntity } from '../fakes/storyParts';
import { aBoard } from './boards';
import {
  board,
  boardsOf,
  cluster,
  live,
  notKnown,
  nowMs,
  one,
  panelsWithout,
  refused,
  story,
  type CanaryStory,
} from './canaryStory';
import { aborted, healthy } from './endedMoments';
import { aCanary, aRollout, rolloutRef, SECOND } from './pingPongRollout';
import { endless, paused } from './rolloutMoments';

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
function twenty(): { canary: CanaryState; metrics: MetricBoards } {
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

/** States in which something is not known, or several things are. */
export const missingStories: CanaryStory[] = [
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
    notKnown({
      code: 'unsupported',
      detail: 'prod-eu1 does not serve Rollout objects',
    }),
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
    { cardSays: /^Last value \d+ min .*old: Progressing, step 6 of 9/ },
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
    'canary-deployment',
    'Canary: labels that no rollout has',
    /Looked on all clusters in shop for rollouts of Argo Rollouts with the labels app=shop/,
    live(aCanary(nowMs, aRollout(nowMs), { rollouts: [] })),
    {
      metrics: live(boardsOf()),
      entity: anEntity({
        [ANNOTATIONS.kubernetesSelectorAlias]: 'app=shop',
        [ANNOTATIONS.kubernetesNamespaceAlias]: 'shop',
      }),
    },
  ),
  story(
    'canary-unusable',
    'Canary: no rule lets the entity show its rollout',
    /^No rule under realtime.access.allow lets .* show the rollout/,
    live(
      aCanary(nowMs, aRollout(nowMs), {
        rollouts: [],
        problems: [
          'No rule under realtime.access.allow lets component:default/pingpong-counter show the rollout prod-eu1/pingpong/pingpong-counter. The platform team can add one with rollouts.',
        ],
      }),
    ),
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
    refused('realtime.rollout.forbidden', 'ask team-realtime'),
    { metrics: refused('realtime.rollout.forbidden', 'ask team-realtime') },
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
