import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toMarkdown, type ScenarioReport } from './report';

const RESULTS = join(__dirname, '..', '..', 'results');
const PAGE = join(__dirname, '..', '..', '..', 'docs', 'performance.md');
const BEGIN = '<!-- results:begin -->';
const END = '<!-- results:end -->';

/** Everything of one run. */
export interface BenchRun {
  ranAt: Date;
  kind: 'full' | 'publish' | 'quick';
  /** In words. */
  broker: string;
  reports: ScenarioReport[];
}

/** Writes raw rounds and tables to bench/results, and prints the tables. Answers the name of the files. */
export async function save(run: BenchRun): Promise<string> {
  const markdown = toMarkdown(run);
  console.log(`\n${markdown}`);
  await mkdir(RESULTS, { recursive: true });
  const name = `${run.ranAt.toISOString().replace(/[:.]/g, '-')}-${run.kind}`;
  const json = `${JSON.stringify(run, null, 2)}\n`;
  await writeFile(join(RESULTS, `${name}.json`), json);
  await writeFile(join(RESULTS, `${name}.md`), markdown);
  return name;
}

/** Puts the tables of a run into the page about performance. */
export async function publish(run: BenchRun): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  await writeFile(PAGE, replaceResults(page, toMarkdown(run)));
}

/** Replaces what stands between the markers. Throws when they are missing. */
export function replaceResults(page: string, markdown: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin)
    throw new Error(`docs/performance.md lacks ${BEGIN} and ${END}`);
  const head = page.slice(0, begin + BEGIN.length);
  return `${head}\n\n${markdown.trim()}\n\n${page.slice(end)}`;
}
