import { known } from '@backstage-realtime/plugin-realtime-common';
import { aPanel, somePanels } from './boards';
import { board, nowMs, one, story, type CanaryStory } from './canaryStory';
import { aborted, healthy, timedOut } from './endedMoments';
import { long } from './longMoment';
import { missingStories } from './missingStories';
import { aRollout, say } from './pingPongRollout';
import {
  blueGreen,
  endless,
  inconclusive,
  oneReplica,
  paused,
  stale,
} from './rolloutMoments';

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
        windowMs: 30_000,
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
        windowMs: 30_000,
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
  ...missingStories,
];
