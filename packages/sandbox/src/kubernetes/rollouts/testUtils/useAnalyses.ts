import type { Seen } from './RolloutWorld';
import { useRollouts } from './useRollouts';

/** What an analysis run tells of one metric. */
interface Result {
  name: string;
  phase: string;
  dryRun?: boolean;
  count?: number;
  error?: number;
  message?: string;
  measurements: { phase: string; value?: string; message?: string }[];
  metadata?: { ResolvedPrometheusQuery: string };
}

export const resultsOf = ({ status }: Seen) => status.metricResults as Result[];

/** Queries whose values are within the limits, and beyond them. */
export const GOOD = 'vector(0.01)';
export const BAD = 'vector(0.5)';
const LIMITS = {
  successCondition: 'result[0] < 0.05',
  failureCondition: 'result[0] >= 0.2',
};

/** A metric of an analysis: three measurements, five seconds apart. */
export const metric = (query: string, own: object = {}) => ({
  name: 'error-rate',
  interval: '5s',
  count: 3,
  ...LIMITS,
  provider: { prometheus: { query } },
  ...own,
});

/** Whether the analysis of a step goes on. */
export const isRunning = ({ canary }: Seen['status']) =>
  (canary as { currentStepAnalysisRunStatus?: { status: string } })
    .currentStepAnalysisRunStatus?.status === 'Running';

/** For the tests of one file: rollouts that are judged, and what became of them. */
export function useAnalyses() {
  const { world, prometheus } = useRollouts();

  /** A second revision of a rollout that is judged between 25 % and all. */
  const deployJudged = async (
    name: string,
    metrics: object[],
    wish: object = {},
    template: object = {},
  ) => {
    await world().create('analysistemplates', name, { metrics, ...template });
    const analysis = { templates: [{ templateName: name }], ...wish };
    await world().createStable(name, [{ setWeight: 25 }, { analysis }]);
    await world().deploy(name, 'v2');
  };

  /** Until the rollout is done, failed, or waits for a person. */
  const end = (name: string) =>
    world().until(
      name,
      ({ phase, currentStepIndex, controllerPause }) =>
        phase === 'Degraded' ||
        controllerPause === true ||
        (phase === 'Healthy' && currentStepIndex === 2),
    );

  /** Runs of one rollout. */
  const runsOf = async (name: string) =>
    (await world().list('analysisruns')).filter(
      ({ metadata }) => metadata.ownerReferences[0].name === name,
    );

  /** Time goes on until a measurement says so. */
  const untilMeasured = async (name: string, text: string) => {
    const said = async () => JSON.stringify(await runsOf(name));
    for (let second = 0; !(await said()).includes(text); second += 1) {
      expect(second).toBeLessThan(60);
      await world().pass(1_000);
    }
  };

  return { world, prometheus, deployJudged, end, runsOf, untilMeasured };
}
