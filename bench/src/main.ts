import { parseArgs } from 'node:util';
import {
  findRealKafka,
  startRealKafka,
  StandInKafka,
} from '@backstage-realtime/sandbox';
import type { BenchContext } from './harness/Bench';
import { judgeAll, type ScenarioReport } from './harness/report';
import { ALL_CORES, LOAD_CORE, pin } from './harness/roles';
import { publish, save } from './harness/save';
import { browserTab } from './scenarios/browser';
import { canaryPage } from './scenarios/canaryPage';
import { canaryTab } from './scenarios/canaryTab';
import { fanOutToHundred, fanOutToThousand } from './scenarios/fanOut';
import { idleViewers } from './scenarios/idle';
import { ingest } from './scenarios/ingest';
import { stalledViewers } from './scenarios/stalled';
import { topicHealth } from './scenarios/topicHealth';

type Scenario = (context: BenchContext) => Promise<ScenarioReport>;

/** Run in this order. */
const ON_A_BROKER: Record<string, Scenario> = {
  p1: ingest,
  p2a: fanOutToHundred,
  p2b: fanOutToThousand,
  p5: stalledViewers,
  p7: topicHealth,
  p8: idleViewers,
};

/** Needs no broker. */
const ALONE: Record<string, Scenario> = { p11: canaryPage };

/** Each brings its own sandbox and portal, on both cores. */
const IN_A_BROWSER: Record<string, Scenario> = {
  p10: browserTab,
  p12: canaryTab,
};

const SCENARIOS = { ...ON_A_BROKER, ...ALONE, ...IN_A_BROWSER };

/** How long a run takes, and what it is good for. */
const LENGTHS = {
  full: { rounds: 5, warmUpMs: 5_000, measureMs: 20_000 },
  /** All scenarios in at most ten minutes. */
  publish: { rounds: 3, warmUpMs: 2_000, measureMs: 6_000 },
  quick: { rounds: 2, warmUpMs: 2_000, measureMs: 5_000 },
};

const HELP = `npm run bench -- [--only p1,p2b] [--rounds 5] [--quick | --publish]

Runs performance scenarios against baselines in the same run. Scenarios: ${Object.keys(
  SCENARIOS,
).join(', ')}.
--quick    takes a look: two short rounds, figures not for publication
--publish  three rounds, at most ten minutes in all, and writes the table in docs/performance.md`;

interface Options {
  names: string[];
  rounds?: number;
  kind: keyof typeof LENGTHS;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      publish: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const names = values.only?.split(',') ?? Object.keys(SCENARIOS);
  const unknown = names.filter(name => !(name in SCENARIOS));
  if (unknown.length > 0)
    throw new Error(`no scenario ${unknown.join(', ')}\n\n${HELP}`);
  let kind: Options['kind'] = values.publish ? 'publish' : 'full';
  if (values.quick) kind = 'quick';
  const rounds = values.rounds ? Number(values.rounds) : undefined;
  await runAll({ names, rounds, kind });
}

async function runAll({ names, rounds, kind }: Options): Promise<void> {
  const startedAt = performance.now();
  const length = LENGTHS[kind];
  const context: Omit<BenchContext, 'bootstrap' | 'brokerKind'> = {
    rounds: rounds ?? length.rounds,
    length,
    isQuick: kind === 'quick',
    log: line => console.log(`  ${line}`),
  };
  const { reports, broker } = await runOnBroker(names, context);
  const without: BenchContext = {
    ...context,
    bootstrap: '',
    brokerKind: 'none',
  };
  pin(process.pid, LOAD_CORE);
  reports.push(...(await run(names, ALONE, without)));
  pin(process.pid, ALL_CORES);
  reports.push(...(await run(names, IN_A_BROWSER, without)));
  const bench = { ranAt: new Date(), kind, broker, reports };
  const name = await save(bench);
  if (kind === 'publish') await publish(bench);
  const failed = reports
    .flatMap(judgeAll)
    .filter(([, judgement]) => judgement !== 'met' && judgement !== 'moonshot');
  const minutes = (performance.now() - startedAt) / 60_000;
  console.log(
    `raw rounds: bench/results/${name}.json; ${
      failed.length
    } figures not met; ${minutes.toFixed(1)} minutes`,
  );
}

/** What is not the subject stays on the load core: this process, and the broker it starts. */
async function runOnBroker(
  names: string[],
  context: Omit<BenchContext, 'bootstrap' | 'brokerKind'>,
): Promise<{ reports: ScenarioReport[]; broker: string }> {
  if (!names.some(name => name in ON_A_BROKER))
    return { reports: [], broker: 'none' };
  pin(process.pid, LOAD_CORE);
  const found = await findRealKafka();
  const broker =
    'missing' in found
      ? await StandInKafka.start()
      : await startRealKafka({ size: 'measured' });
  try {
    const { bootstrap, kind: brokerKind } = broker;
    const on: BenchContext = { ...context, bootstrap, brokerKind };
    const reports = await run(names, ON_A_BROKER, on);
    return {
      reports,
      broker: brokerKind === 'real' ? 'Apache Kafka, one node' : 'the stand-in',
    };
  } finally {
    await broker.close();
  }
}

async function run(
  names: string[],
  scenarios: Record<string, Scenario>,
  context: BenchContext,
): Promise<ScenarioReport[]> {
  const reports: ScenarioReport[] = [];
  for (const name of names.filter(one => one in scenarios)) {
    console.log(name);
    reports.push(await scenarios[name](context));
  }
  return reports;
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
