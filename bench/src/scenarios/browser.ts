import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { startProducer, withRoles, type BenchContext } from '../harness/Bench';
import { readCpuTimes, stealShare } from '../harness/cpu';
import { observePage, readPage, type PageFigures } from '../harness/pageProbe';
import { newPage, withPortal, type PortalBench } from '../harness/portalPage';
import type { Claim, ScenarioReport } from '../harness/report';
import type { Role } from '../harness/roles';
import { voidByHost, type RoundResult } from '../harness/rounds';
import { median, summarise } from '../harness/stats';
import { VALUE_BYTES } from '../harness/withGateway';

/** A topic of the demo entity that nothing of the sandbox reads. */
const TOPIC = 'ping_analytics_topic';
const TAB = '/catalog/default/component/ping-pong/messages';
const BUSY = `${TAB}?stream=kafka:local/${TOPIC}&max=all`;
const PER_SECOND = 5_000;
const PAGE_LOADS = 5;

/** A record that is not on screen by then fails the scenario. */
const FIRST_RECORD_MS = 60_000;

/** What a minute of watching left behind. `heapMb` after forced garbage collection, at start, middle and end. */
interface Watched {
  heapMb: number[];
  rows: number[];
  figures: PageFigures;
  mainThreadMicros: number;
  seconds: number;
  produced: number;
}

/** P10: a person opens the Messages tab of the real portal and watches 5,000 records a second. */
export async function browserTab(
  context: BenchContext,
): Promise<ScenarioReport> {
  return withPortal(context, 'p10', [], bench => measure(context, bench));
}

async function measure(
  context: BenchContext,
  bench: PortalBench,
): Promise<ScenarioReport> {
  const before = readCpuTimes();
  const firstMs: number[] = [];
  for (let load = 0; load < PAGE_LOADS; load++) {
    const page = await openCold(bench, TAB);
    firstMs.push((await readPage(page)).firstRecordMs);
    context.log(`first record after ${firstMs[load].toFixed(0)} ms`);
    await page.context().close();
  }
  const watched = await watchBusy(context, bench);
  const steal = stealShare(before, readCpuTimes());
  return toReport(firstMs, watched, steal);
}

function watchBusy(
  context: BenchContext,
  bench: PortalBench,
): Promise<Watched> {
  return withRoles([startProducer()], async producer => {
    await producer.ask('run', {
      bootstrap: bench.portal.kafkaBroker,
      topic: TOPIC,
      perSecond: PER_SECOND,
      valueBytes: VALUE_BYTES,
      seed: 1,
    });
    const page = await openCold(bench, BUSY);
    return watch(page, producer, context.isQuick ? 15_000 : 60_000);
  });
}

/** A signed-in user with an empty cache opens the tab; resolves when a record is on screen. */
async function openCold(bench: PortalBench, path: string): Promise<Page> {
  const page = await newPage(bench);
  await page.addInitScript(observePage);
  await page.goto(bench.portal.url + path, { waitUntil: 'commit' });
  await page
    .locator('[role="rowgroup"] [role="gridcell"]')
    .first()
    .waitFor({ timeout: FIRST_RECORD_MS });
  return page;
}

/** Lets the tab run; half of the time before the middle look, half after. */
async function watch(
  page: Page,
  producer: Role,
  forMs: number,
): Promise<Watched> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const heapMb: number[] = [];
  const rows: number[] = [];
  const look = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    heapMb.push(usedSize / 2 ** 20);
    rows.push(await page.locator('[role="rowgroup"] [role="row"]').count());
  };
  const taskMicros = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const task = metrics.find(({ name }) => name === 'TaskDuration');
    return (task?.value ?? 0) * 1e6;
  };
  const sent = async () => (await producer.ask<{ sent: number }>('lag')).sent;
  await wait(5_000);
  await look();
  await readPage(page);
  const startedMs = performance.now();
  const before = { micros: await taskMicros(), sent: await sent() };
  await wait(forMs / 2);
  await look();
  await wait(forMs / 2);
  const figures = await readPage(page);
  const mainThreadMicros = (await taskMicros()) - before.micros;
  const produced = (await sent()) - before.sent;
  const seconds = (performance.now() - startedMs) / 1_000;
  await look();
  return { heapMb, rows, figures, mainThreadMicros, seconds, produced };
}

function toReport(
  firstMs: number[],
  watched: Watched,
  steal: number,
): ScenarioReport {
  const result = toResult(firstMs, watched, steal);
  return {
    id: 'P10',
    title: `${PER_SECOND.toLocaleString(
      'en',
    )} records/s of ${VALUE_BYTES} B into the Messages tab`,
    claims: toClaims(firstMs, watched),
    rounds: {
      all: [result],
      counted: [[result]],
      isDisturbed: result.voidBecause.length > 0,
    },
    notes: [
      'CPU µs/delivery is time of the main thread of the page; RSS is its JavaScript heap. The first record counts from the start of a navigation with an empty cache by a user who is signed in, in the sandbox at its usual rate, before the producer runs. Chromium without a GPU, beside broker, producer and backend on the same two cores.',
    ],
  };
}

function toClaims(firstMs: number[], watched: Watched): Claim[] {
  const { figures, heapMb, rows, produced } = watched;
  const one = (value: number) => summarise([value]);
  const ceiling = { isCeiling: true } as const;
  return [
    {
      text: 'cold page to first record on screen',
      value: summarise(firstMs),
      unit: ' ms',
      floor: 1_000,
      moonshot: 700,
      ...ceiling,
    },
    {
      text: 'records that reached the page, of those produced',
      value: one((figures.records / produced) * 100),
      unit: ' %',
      floor: 95,
      moonshot: 99,
    },
    {
      text: '95th percentile of the time between frames',
      value: one(figures.frameP95Ms),
      unit: ' ms',
      floor: 100,
      moonshot: 50,
      ...ceiling,
    },
    {
      text: 'heap at the end ÷ heap in the middle',
      value: one(heapMb[2] / heapMb[1]),
      unit: '×',
      floor: 1.2,
      moonshot: 1.1,
      ...ceiling,
    },
    {
      text: 'most table rows in the document',
      value: one(Math.max(...rows)),
      unit: '',
      floor: 80,
      moonshot: 60,
      ...ceiling,
    },
  ];
}

function toResult(
  firstMs: number[],
  { figures, heapMb, rows, mainThreadMicros, seconds, produced }: Watched,
  steal: number,
): RoundResult {
  const { records, frameP50Ms, frameP95Ms, longTasks, longTaskMs } = figures;
  return {
    subject: 'portal in Chromium',
    deliveries: records,
    perSecond: records / seconds,
    cpuMicrosPerDelivery: mainThreadMicros / records,
    cpuShare: mainThreadMicros / 1e6 / seconds,
    residentBytes: heapMb[2] * 2 ** 20,
    steal,
    extra: {
      'first record ms': median(firstMs),
      'records produced': produced,
      'heap MB at start': heapMb[0],
      'in the middle': heapMb[1],
      'at the end': heapMb[2],
      'rows in the document': Math.max(...rows),
      'frame p50 ms': frameP50Ms,
      'frame p95 ms': frameP95Ms,
      'long tasks': longTasks,
      'their ms': longTaskMs,
    },
    voidBecause: voidByHost(steal),
    wrongBecause: records > 0 ? [] : ['no record reached the page'],
  };
}
