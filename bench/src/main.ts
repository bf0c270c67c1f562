import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  findRealKafka,
  startRealKafka,
  StandInKafka,
} from '@backstage-realtime/sandbox';
import type { BenchContext } from './harness/Bench';
import { judgeAll, toMarkdown, type ScenarioReport } from './harness/report';
import { fanOutToHundred, fanOutToThousand } from './scenarios/fanOut';
import { idleViewers } from './scenarios/idle';
import { ingest } from './scenarios/ingest';
import { stalledViewers } from './scenarios/stalled';

const SCENARIOS: Record<
  string,
  (context: BenchContext) => Promise<ScenarioReport>
> = {
  p1: ingest,
  p2a: fanOutToHundred,
  p2b: fanOutToThousand,
  p5: stalledViewers,
  p8: idleViewers,
};

const RESULTS = join(__dirname, '..', 'results');

const HELP = `npm run bench -- [--only p1,p2b] [--rounds 5] [--quick]

Runs performance scenarios against baselines in the same run. Scenarios: ${Object.keys(
  SCENARIOS,
).join(', ')}.
--quick takes a look: two short rounds, figures not for publication.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
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
  await runAll(
    names,
    Number(values.rounds ?? (values.quick ? 2 : 5)),
    values.quick,
  );
}

async function runAll(
  names: string[],
  rounds: number,
  isQuick: boolean,
): Promise<void> {
  const found = await findRealKafka();
  const broker =
    'missing' in found ? await StandInKafka.start() : await startRealKafka();
  console.log(`broker: ${broker.kind}`);
  const length = isQuick
    ? { warmUpMs: 2_000, measureMs: 5_000 }
    : { warmUpMs: 5_000, measureMs: 20_000 };
  const context: BenchContext = {
    bootstrap: broker.bootstrap,
    rounds,
    length,
    isQuick,
    log: line => console.log(`  ${line}`),
  };
  const reports: ScenarioReport[] = [];
  try {
    for (const name of names) {
      console.log(name);
      reports.push(await SCENARIOS[name](context));
    }
  } finally {
    await broker.close();
  }
  await save(reports, isQuick);
}

async function save(
  reports: ScenarioReport[],
  isQuick: boolean,
): Promise<void> {
  const ranAt = new Date();
  const markdown = toMarkdown(reports, ranAt);
  console.log(`\n${markdown}`);
  await mkdir(RESULTS, { recursive: true });
  const name = `${ranAt.toISOString().replace(/[:.]/g, '-')}${
    isQuick ? '-quick' : ''
  }`;
  await writeFile(
    join(RESULTS, `${name}.json`),
    `${JSON.stringify({ ranAt, isQuick, reports }, null, 2)}\n`,
  );
  await writeFile(join(RESULTS, `${name}.md`), markdown);
  const missed = reports.flatMap(report =>
    judgeAll(report).filter(([, j]) => j !== 'met' && j !== 'moonshot'),
  );
  console.log(
    `raw rounds: bench/results/${name}.json; ${missed.length} figures below their floor`,
  );
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
