import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { checkApiReports } from './apiReports.mjs';
import { runChild } from './children.mjs';
import { countCommand, countJest, countTap } from './counts.mjs';
import { buildKubernetes } from './kubernetes.mjs';
import { checkPackages } from './packages.mjs';
import { LOG_DIR, ROOT, RUN_DIR } from './paths.mjs';
import { testFilesOfScripts } from './scriptTests.mjs';
import { runTool } from './tools.mjs';

/**
 * Every check of `npm test`. A lane is independent of the others except that
 * types come before what reads the declarations they leave (reports, packages),
 * and the API server before the tests that start it.
 * @typedef {{name: string, title: string, run: () => Promise<import('./counts.mjs').Counts>}} Lane
 */

/** Twice what the longest takes on two busy cores: a lane that hangs is a failure that says so. */
const LANE_MS = 1_200_000;

/** Ends a test that hangs; what is slow is the business of the benchmarks. */
const TEST_MS = 30_000;

/** One more than there are cores: tests wait for brokers and for backends that start more than they compute. */
const WORKERS = availableParallelism() + 1;

/**
 * Stages run one after the other, and lanes of a stage {@link ABREAST}: those of
 * the first compute on one core or wait for a registry. Tests with brokers and
 * browsers have the machine for themselves, and so does packing, which rewrites
 * what packages resolve to for a moment.
 * @type {Lane[][]}
 */
export const STAGES = [
  [
    lane('kubernetes', 'Kubernetes API server, built once', name =>
      buildKubernetes(name, LANE_MS),
    ),
    lane('templates', 'Generated services', testTemplates),
    lane('types', 'Types', tool('typescript#tsc', [])),
    lane('lint', 'Lint', lint),
    lane('format', 'Format (prettier)', tool('prettier', ['--check', '.'])),
    lane(
      'dead-code',
      'Dead code (knip)',
      tool('knip', ['--no-progress', '--no-config-hints']),
    ),
  ],
  [
    lane('scripts', 'Tests of the commands', testScripts),
    lane('api-reports', 'API reports', checkApiReports),
  ],
  [lane('tests', 'Unit and integration tests', testPackages)],
  [lane('packages', 'Published packages', checkPackages)],
  [lane('browser', 'Browser tests', testInBrowser)],
];

/** Lanes of a stage that run at the same time. */
export const ABREAST = 2;

function lane(name, title, run) {
  return { name, title, run: () => run(name) };
}

function tool(bin, args) {
  return async name => countCommand(await runLimited(name, bin, args));
}

function runLimited(name, bin, args) {
  return runTool(name, bin, args, { limitMs: LANE_MS });
}

async function lint(name) {
  return countCommand(
    await runLimited(name, '@backstage/cli#backstage-cli', [
      ...['repo', 'lint', '--max-warnings', '0', '--format', 'unix'],
    ]),
  );
}

async function testScripts(name) {
  const lines = [];
  const run = await runChild(
    process.execPath,
    ['--test', '--test-reporter', 'tap', ...testFilesOfScripts()],
    {
      log: join(LOG_DIR, `${name}.log`),
      onLine: line => lines.push(line),
      limitMs: LANE_MS,
    },
  );
  return countTap(lines.join('\n'), run);
}

async function testPackages(name) {
  const report = freshReport(name);
  const run = await runLimited(name, '@backstage/cli#backstage-cli', [
    ...['repo', 'test', '--json', '--outputFile', report, '--watchAll=false'],
    ...['--testTimeout', `${TEST_MS}`, '--maxWorkers', `${WORKERS}`],
  ]);
  return countJest(report, run);
}

async function testTemplates() {
  // Needs installed packages, which the command installs before it runs a lane.
  const lane = await import('./templates/lane.mjs');
  return lane.testTemplates();
}

async function testInBrowser(name) {
  const report = freshReport(name);
  const config = join(ROOT, 'packages', 'app', 'e2e-tests', 'jest.config.cjs');
  const run = await runLimited(name, 'jest', [
    ...['--config', config, '--json', '--outputFile', report, '--runInBand'],
  ]);
  return countJest(report, run);
}

function freshReport(name) {
  const file = join(RUN_DIR, `report-${name}.json`);
  rmSync(file, { force: true });
  return file;
}
