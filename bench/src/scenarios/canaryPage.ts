import { CountedPrometheus, type Asked } from '../canary/CountedPrometheus';
import { readDirectly } from '../canary/directReads';
import { MetricsViewer } from '../canary/MetricsViewer';
import { ROLLOUT, startRollout } from '../canary/startRollout';
import {
  freePort,
  startSubject,
  withRoles,
  type BenchContext,
} from '../harness/Bench';
import { readCpuTimes, readProcess, stealShare } from '../harness/cpu';
import type { ScenarioReport } from '../harness/report';
import type { Role } from '../harness/roles';
import { voidByHost, type RoundResult } from '../harness/rounds';
import { runRounds } from '../harness/runRounds';
import { summarise } from '../harness/stats';

const VIEWERS = 50;
const PANELS = 6;

const REQUESTS = 'requests an interval';
const BYTES = 'KB an interval';

/** Readings that are counted in each round. */
const INTERVALS = { quick: 2, full: 4 };

interface Places {
  prometheus: CountedPrometheus;
  cluster: Awaited<ReturnType<typeof startRollout>>['cluster'];
  intervals: number;
}

/** P11: fifty viewers of the metrics of one canary, as Prometheus sees them. */
export async function canaryPage(
  context: BenchContext,
): Promise<ScenarioReport> {
  const prometheus = await CountedPrometheus.start();
  const { cluster, close } = await startRollout();
  const intervals = context.isQuick ? INTERVALS.quick : INTERVALS.full;
  const places = { prometheus, cluster, intervals };
  try {
    const rounds = await runRounds(context, 'P11', async () => [
      await measureDirect(places),
      await measurePlugin(places),
    ]);
    return toReport(rounds);
  } finally {
    await close();
    await prometheus.close();
  }
}

async function measureDirect(places: Places): Promise<RoundResult> {
  const { prometheus, intervals } = places;
  const machine = readCpuTimes();
  prometheus.take();
  const series = await readDirectly(prometheus.url, VIEWERS, intervals);
  const expected = VIEWERS * PANELS * intervals * 2;
  const wrong =
    series === expected ? [] : [`${series} series, not ${expected}`];
  const steal = stealShare(machine, readCpuTimes());
  const asked = prometheus.take();
  return toResult('a request a panel and viewer', asked, places, steal, wrong);
}

function measurePlugin(places: Places): Promise<RoundResult> {
  return withRoles([startSubject('canaryPlugin')], async role => {
    const { prometheus, cluster, intervals } = places;
    const { port } = await role.ask<{ port: number }>('start', {
      port: await freePort(),
      rollout: ROLLOUT,
      cluster,
      prometheusUrl: prometheus.url,
    });
    const machine = readCpuTimes();
    prometheus.take();
    const before = readProcess(role.pid);
    const viewers = await Promise.all(
      Array.from({ length: VIEWERS }, () => MetricsViewer.open(port)),
    );
    await Promise.all(viewers.map(viewer => viewer.boards(intervals)));
    const asked = prometheus.take();
    const wrong = viewers.flatMap(viewer => viewer.faults(PANELS));
    viewers.forEach(viewer => viewer.close());
    const steal = stealShare(machine, readCpuTimes());
    const result = toResult('the plugin', asked, places, steal, wrong);
    const sent = viewers.reduce((sum, { bytes }) => sum + bytes, 0);
    return { ...result, ...useOf(role, before.cpuMicros, result, sent) };
  });
}

/** What only a process of its own can tell. */
function useOf(
  { pid }: Role,
  cpuBefore: number,
  { deliveries, extra }: RoundResult,
  sentBytes: number,
): Partial<RoundResult> {
  const { cpuMicros, residentBytes } = readProcess(pid);
  const toEach = sentBytes / VIEWERS / 1024;
  return {
    residentBytes,
    cpuMicrosPerDelivery: (cpuMicros - cpuBefore) / deliveries,
    extra: { ...extra, 'KB to each viewer': toEach },
  };
}

function toResult(
  subject: string,
  { requests, bytes }: Asked,
  { intervals }: Places,
  steal: number,
  wrongBecause: string[],
): RoundResult {
  return {
    subject,
    deliveries: VIEWERS * PANELS * intervals,
    perSecond: 0,
    cpuMicrosPerDelivery: Infinity,
    cpuShare: 0,
    residentBytes: 0,
    steal,
    extra: {
      [REQUESTS]: requests / intervals,
      [BYTES]: bytes / intervals / 1024,
    },
    voidBecause: voidByHost(steal),
    wrongBecause: [...new Set(wrongBecause)],
  };
}

function toReport(rounds: ScenarioReport['rounds']): ScenarioReport {
  const ratio = (name: string) =>
    summarise(
      rounds.counted.map(
        ([direct, ours]) =>
          (direct.extra?.[name] ?? 0) / (ours.extra?.[name] ?? Infinity),
      ),
    );
  const claim = (text: string, name: string) => ({
    text,
    value: ratio(name),
    unit: '×',
    floor: VIEWERS * 0.8,
    moonshot: VIEWERS * 0.95,
  });
  return {
    id: 'P11',
    title: `${VIEWERS} viewers of ${PANELS} panels of a canary, at Prometheus`,
    claims: [
      claim('requests, one a panel and viewer ÷ ours', REQUESTS),
      claim('bytes of answers, one a panel and viewer ÷ ours', BYTES),
    ],
    rounds,
    notes: [
      'A delivery is a panel with both revisions at one viewer. Requests are made as they are due by us, and one page after the other by the baseline, since only their number and size count. Both ask for ten minutes at six seconds, with both revisions in one query.',
    ],
  };
}
