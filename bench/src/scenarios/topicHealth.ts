import { StandInKafka } from '@backstage-realtime/sandbox';
import {
  startSubject,
  withRoles,
  type BenchContext,
  type SubjectName,
} from '../harness/Bench';
import { readCpuTimes, readProcess, stealShare } from '../harness/cpu';
import {
  EXPECTED,
  HEALTH_LOAD,
  type GroupReading,
  type HealthRequest,
  type OffsetSums,
} from '../harness/healthLoad';
import type { Claim, ScenarioReport } from '../harness/report';
import type { Role } from '../harness/roles';
import { voidByHost, type RoundResult } from '../harness/rounds';
import { runRounds } from '../harness/runRounds';
import { seedHealth } from '../harness/seedHealth';
import { summarise, type Summary } from '../harness/stats';
import type { TimedPass } from '../subjects/timedPass';

const { topics, partitions, groups } = HEALTH_LOAD;
const PARTITIONS = topics * partitions;

/** Passes of ours in one process; the first is cold, the others know leaders and coordinators. */
const OUR_PASSES = 8;

const WALL = 'wall ms';
const WARM = 'warm ms';
const REQUESTS = 'requests';
const BLOCK = 'longest block ms';
const BLOCK_CPU = 'longest block CPU ms';
const CONNECTIONS = 'connections';

interface Target {
  name: string;
  request: HealthRequest;
}

/** P7: ends and commits of all topics of a large cluster, on every broker there is. */
export async function topicHealth(
  context: BenchContext,
): Promise<ScenarioReport> {
  const extra =
    context.brokerKind === 'standin' ? undefined : await StandInKafka.start();
  try {
    const targets = [
      await seed(context, context.bootstrap, context.brokerKind),
      ...(extra ? [await seed(context, extra.bootstrap, 'standin')] : []),
    ];
    const rounds = await runRounds(context, 'P7', () => runAll(targets));
    return toReport(targets, rounds);
  } finally {
    await extra?.close();
  }
}

async function seed(
  { log }: BenchContext,
  bootstrap: string,
  kind: string,
): Promise<Target> {
  const name = kind === 'standin' ? 'the stand-in' : 'Apache Kafka';
  log(`making ${topics.toLocaleString('en')} topics on ${name}`);
  const seeded: GroupReading[] = await seedHealth(bootstrap, 'bench_p7');
  return { name, request: { bootstrap, groups: seeded } };
}

/** In the order of the results of each broker. `passes`: in one process. */
const SUBJECTS = [
  { label: 'community plugin', name: 'communityKafka', passes: 1 },
  { label: 'kafkajs, topic by topic', name: 'kafkajsAdmin', passes: 1 },
  { label: 'ours, the same values', name: 'healthOffsets', passes: 1 },
  { label: 'observer', name: 'healthObserver', passes: OUR_PASSES },
] as const;
const [THEIRS, LOOP, SAME_VALUES, OBSERVER] = SUBJECTS.keys();

async function runAll(targets: readonly Target[]): Promise<RoundResult[]> {
  const results: RoundResult[] = [];
  for (const { name, request } of targets) {
    for (const { label, name: subject, passes } of SUBJECTS) {
      const title = `${label} on ${name}`;
      results.push(await measure(title, subject, request, passes));
    }
  }
  return results;
}

function measure(
  title: string,
  subject: SubjectName,
  { bootstrap, groups: seeded }: HealthRequest,
  passes: number,
): Promise<RoundResult> {
  return withRoles([startSubject(subject)], async role => {
    const machine = readCpuTimes();
    const done: TimedPass[] = [];
    while (done.length < passes) {
      done.push(await role.ask('pass', { bootstrap, groups: seeded }));
    }
    const steal = stealShare(machine, readCpuTimes());
    return toResult(title, role, done, steal);
  });
}

function toResult(
  subject: string,
  { pid }: Role,
  passes: readonly TimedPass[],
  steal: number,
): RoundResult {
  const [first, ...warm] = passes;
  const most = (read: (pass: TimedPass) => number) =>
    Math.max(...passes.map(read));
  return {
    subject,
    deliveries: PARTITIONS,
    perSecond: (PARTITIONS * 1_000) / first.wallMs,
    cpuMicrosPerDelivery: first.cpuMicros / PARTITIONS,
    cpuShare: first.cpuMicros / 1_000 / first.wallMs,
    residentBytes: readProcess(pid).residentBytes,
    steal,
    extra: {
      [WALL]: first.wallMs,
      ...(warm.length > 0 && {
        [WARM]: summarise(warm.map(({ wallMs }) => wallMs)).median,
      }),
      [REQUESTS]: most(({ requests }) => requests),
      [CONNECTIONS]: first.connections,
      [BLOCK]: most(({ longestBlockMs }) => longestBlockMs),
      [BLOCK_CPU]: most(({ longestBlockCpuMs }) => longestBlockCpuMs),
    },
    voidBecause: voidByHost(steal),
    wrongBecause: passes.flatMap(whyWrong),
  };
}

/** Speed counts only when every end and every commit was read, and rightly. */
function whyWrong({ ends, commits }: TimedPass): string[] {
  const isRight = ({ known, sum }: OffsetSums) =>
    known === EXPECTED.known && sum === EXPECTED.sum;
  return isRight(ends) && isRight(commits)
    ? []
    : [
        `read ${ends.known} ends (${ends.sum} records) and ${commits.known} commits (${commits.sum})`,
      ];
}

function toReport(
  targets: readonly Target[],
  rounds: ScenarioReport['rounds'],
): ScenarioReport {
  return {
    id: 'P7',
    title: `${topics} topics of ${partitions} partitions, read by ${groups} groups`,
    claims: targets.flatMap(({ name }, i) =>
      toClaims(
        name,
        rounds.counted.map(each => ofTarget(each, i)),
      ),
    ),
    rounds,
    notes: [
      'A delivery is a partition with its end and its committed offset. Every subject starts as a new process, and its first pass counts, with connecting; warm is the median of the passes of ours that follow. Requests and the longest blocks are the most of all passes: in CPU time of the main thread, which is how long we keep others waiting, and on the clock, which adds what the broker, the other subjects of the machine and our own collector and compiler take of the same core.',
      'Ours, the same values: leaders, starts, ends and commits, as both baselines read them. It is what every observation asks for first. The observer reads replicas, settings, sizes on disk, states and members of groups as well, and its ratios are those of all of it.',
    ],
  };
}

function ofTarget(results: readonly RoundResult[], target: number) {
  const count = SUBJECTS.length;
  return results.slice(count * target, count * (target + 1));
}

/** `rounds`: for each round the results of {@link SUBJECTS}. */
function toClaims(broker: string, rounds: readonly RoundResult[][]): Claim[] {
  const figures = (name: string, of = OBSERVER) =>
    rounds.map(results => results[of].extra?.[name] ?? Infinity);
  const ratioTo = (baseline: number, subject: number) => {
    const ours = figures(WALL, subject);
    return summarise(figures(WALL, baseline).map((ms, i) => ms / ours[i]));
  };
  const most = (name: string) => summarise(figures(name));
  const ratios = (subject: number, what: string) => [
    ratio(`community plugin ÷ ${what}`, ratioTo(THEIRS, subject), 8, 15),
    ratio(`kafkajs topic by topic ÷ ${what}`, ratioTo(LOOP, subject), 20, 40),
  ];
  return [
    ...ratios(SAME_VALUES, `ours, on ${broker}`),
    ...ratios(OBSERVER, `all we observe, on ${broker}`),
    ceiling(`requests for all of it, on ${broker}`, most(REQUESTS), '', 9),
    ceiling(`warm, on ${broker}`, most(WARM), ' ms', 100),
    ceiling(`longest block, CPU, on ${broker}`, most(BLOCK_CPU), ' ms', 20),
    ceiling(`longest block, clock, on ${broker}`, most(BLOCK), ' ms', 20),
  ];
}

function ratio(
  text: string,
  value: Summary,
  floor: number,
  moonshot: number,
): Claim {
  return { text, value, unit: '×', floor, moonshot };
}

function ceiling(
  text: string,
  value: Summary,
  unit: string,
  bound: number,
): Claim {
  return { text, value, unit, floor: bound, moonshot: bound, isCeiling: true };
}
