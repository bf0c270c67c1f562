import { cpus, release } from 'node:os';
import type { RatioSummary } from './stats';
import type { RoundResult } from './rounds';

/** A figure held against what was promised. */
export interface Claim {
  text: string;
  value: RatioSummary;
  unit: string;
  floor: number;
  moonshot: number;
  /** True for figures where less is better. */
  isCeiling?: boolean;
}

/** Everything one scenario measured. */
export interface ScenarioReport {
  id: string;
  title: string;
  claims: Claim[];
  rounds: RoundResult[];
  notes: string[];
}

/** Median reaches the moonshot, or reaches the floor, with the worst round above the floor. */
export function judge({
  value,
  floor,
  moonshot,
  isCeiling,
}: Claim): 'moonshot' | 'met' | 'missed' {
  const reaches = (figure: number, bound: number) =>
    isCeiling ? figure <= bound : figure >= bound;
  const worst = isCeiling ? value.max : value.min;
  if (!reaches(value.median, floor) || !reaches(worst, floor)) return 'missed';
  return reaches(value.median, moonshot) ? 'moonshot' : 'met';
}

/** The run as Markdown: machine, a table of claims, a table of rounds for each scenario. */
export function toMarkdown(reports: ScenarioReport[], ranAt: Date): string {
  const machine = `${cpus()[0].model.trim()}, ${
    cpus().length
  } cores, Linux ${release()}, Node ${process.version}`;
  const claims = reports.flatMap(report =>
    report.claims.map(claim => claimRow(report.id, claim)),
  );
  return [
    `Run of ${ranAt.toISOString()} on ${machine}.`,
    '',
    '| Scenario | Figure | Median | Worst to best round | Floor | Goal | Result |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...claims,
    ...reports.flatMap(roundTable),
    '',
  ].join('\n');
}

function claimRow(id: string, claim: Claim): string {
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
    judge(claim),
  ];
  return `| ${cells.join(' | ')} |`;
}

function roundTable({ id, title, rounds, notes }: ScenarioReport): string[] {
  return [
    '',
    `### ${id}: ${title}`,
    '',
    '| Subject | Deliveries/s | CPU µs/delivery | CPU | Sink CPU | p50 ms | p99 ms | RSS MB | Void |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rounds.map(roundRow),
    ...notes.flatMap(note => ['', note]),
  ];
}

function roundRow(round: RoundResult): string {
  const cells = [
    round.subject,
    Math.round(round.perSecond).toLocaleString('en'),
    round.cpuMicrosPerDelivery.toFixed(3),
    `${(round.cpuShare * 100).toFixed(1)} %`,
    `${(round.sinkCpuShare * 100).toFixed(0)} %`,
    round.p50Ms?.toFixed(1) ?? 'not measured',
    round.p99Ms?.toFixed(1) ?? 'not measured',
    (round.residentBytes / 2 ** 20).toFixed(0),
    round.voidBecause.join('; ') || 'no',
  ];
  return `| ${cells.join(' | ')} |`;
}
