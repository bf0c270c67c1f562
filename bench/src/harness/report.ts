import { cpus, release } from 'node:os';
import type { Summary } from './stats';
import type { RoundResult } from './rounds';
import type { RoundSet } from './runRounds';
import type { BenchRun } from './save';

/** A figure held against what was promised. */
export interface Claim {
  text: string;
  value: Summary;
  unit: string;
  floor: number;
  moonshot: number;
  /** True for figures where less is better. */
  isCeiling?: boolean;
}

type Judgement = 'moonshot' | 'met' | 'missed' | 'void' | 'wrong';

/** Everything one scenario measured. */
export interface ScenarioReport {
  id: string;
  title: string;
  claims: Claim[];
  rounds: RoundSet;
  notes: string[];
}

/** A scenario's claims count only when nothing was lost and the machine was quiet. */
export function judgeAll({
  claims,
  rounds,
}: ScenarioReport): Array<[Claim, Judgement]> {
  const isWrong = rounds.all.some(round => round.wrongBecause.length > 0);
  return claims.map(claim => {
    if (isWrong) return [claim, 'wrong'];
    return [claim, rounds.isDisturbed ? 'void' : judge(claim)];
  });
}

/** Median reaches the moonshot, or reaches the floor, with the worst round above the floor. */
export function judge({ value, floor, moonshot, isCeiling }: Claim): Judgement {
  const reaches = (figure: number, bound: number) =>
    isCeiling ? figure <= bound : figure >= bound;
  const worst = isCeiling ? value.max : value.min;
  if (!reaches(value.median, floor) || !reaches(worst, floor)) return 'missed';
  return reaches(value.median, moonshot) ? 'moonshot' : 'met';
}

/** The run as Markdown: machine, a table of claims, a table of rounds for each scenario. */
export function toMarkdown({ ranAt, broker, reports }: BenchRun): string {
  const machine = `${cpus()[0].model.trim()}, ${
    cpus().length
  } cores, Linux ${release()}, Node ${process.version}`;
  const packages = `Broker: ${broker}. ws ${versionOf('ws')}, kafkajs ${versionOf(
    'kafkajs',
  )}.`;
  const claims = reports.flatMap(report =>
    judgeAll(report).map(([claim, judgement]) =>
      claimRow(report.id, claim, judgement),
    ),
  );
  return [
    `Run of ${ranAt.toISOString()} on ${machine}. ${packages}`,
    '',
    '| Scenario | Figure | Median | Worst to best round | Floor | Goal | Result |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...claims,
    ...reports.flatMap(roundTable),
    '',
  ].join('\n');
}

function versionOf(name: string): string {
  return require(`${name}/package.json`).version;
}

function claimRow(id: string, claim: Claim, judgement: Judgement): string {
  const { value, unit, floor, moonshot, isCeiling } = claim;
  const show = (figure: number) => `${figure.toPrecision(3)}${unit}`;
  const [worst, best] = isCeiling
    ? [value.max, value.min]
    : [value.min, value.max];
  const cells = [
    id,
    claim.text,
    show(value.median),
    `${show(worst)} to ${show(best)}`,
    show(floor),
    show(moonshot),
    judgement,
  ];
  return `| ${cells.join(' | ')} |`;
}

function roundTable({ id, title, rounds, notes }: ScenarioReport): string[] {
  return [
    '',
    `### ${id}: ${title}`,
    '',
    '| Subject | Deliveries/s | CPU µs/delivery | CPU | Sink CPU | p50 ms | p99 ms | RSS MB | Other | Disturbed or wrong |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rounds.all.map(roundRow),
    ...notes.flatMap(note => ['', note]),
  ];
}

function roundRow(round: RoundResult): string {
  const { extra = {}, cpuMicrosPerDelivery, sinkCpuShare } = round;
  const others = Object.entries(extra).map(
    ([name, value]) => `${name} ${Number(value.toPrecision(3))}`,
  );
  const cells = [
    round.subject,
    Math.round(round.perSecond).toLocaleString('en'),
    Number.isFinite(cpuMicrosPerDelivery)
      ? cpuMicrosPerDelivery.toFixed(3)
      : '–',
    `${(round.cpuShare * 100).toFixed(1)} %`,
    sinkCpuShare === undefined ? '–' : `${(sinkCpuShare * 100).toFixed(0)} %`,
    round.p50Ms?.toFixed(1) ?? '–',
    round.p99Ms?.toFixed(1) ?? '–',
    (round.residentBytes / 2 ** 20).toFixed(0),
    others.join(', ') || '–',
    [...round.voidBecause, ...round.wrongBecause].join('; ') || 'no',
  ];
  return `| ${cells.join(' | ')} |`;
}
