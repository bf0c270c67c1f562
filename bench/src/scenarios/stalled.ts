import { setTimeout as wait } from 'node:timers/promises';
import type { BenchContext } from '../harness/Bench';
import { readProcess } from '../harness/cpu';
import type { ScenarioReport } from '../harness/report';
import { measureRound, type RoundResult } from '../harness/rounds';
import { runRounds, type RoundSet } from '../harness/runRounds';
import { summarise } from '../harness/stats';
import { withGateway, type GatewayRoles } from '../harness/withGateway';

const VIEWERS = 1_000;
const STALLED = 10;
const PER_SECOND = 1_000;

const RESIDENT = 'MB for each stalled viewer';

/**
 * A lane keeps about six seconds of the workload for those behind, so that the
 * stalled are lapped within the round: with the default they would stay silent
 * for the better part of a minute, and no gap would be told. The ring is full
 * before anybody stalls, so that its filling is not charged to them.
 */
const ENGINE = { laneBytes: 2 * 1024 * 1024, ringMs: 5_000 };

/** How long they do not read, and how long the others are watched before. */
const STALLED_MS = 15_000;

/** Memory is read several times, as garbage comes and goes. */
const MEMORY_LOOKS = 3;
const MEMORY_LOOK_MS = 300;

/** P5: ten of a thousand viewers stop reading; the others notice nothing and nothing is lost in silence. */
export async function stalledViewers(
  context: BenchContext,
): Promise<ScenarioReport> {
  const load = {
    viewers: VIEWERS,
    perSecond: PER_SECOND,
    engine: ENGINE,
  };
  const rounds = await runRounds(context, 'P5', () =>
    withGateway(context, 'p5', load, roles => measureBoth(context, roles)),
  );
  return toReport(rounds);
}

async function measureBoth(
  { length }: BenchContext,
  roles: GatewayRoles,
): Promise<RoundResult[]> {
  const both = { ...length, measureMs: STALLED_MS };
  await wait(ENGINE.ringMs);
  await leastMemory(roles);
  const calm = await measureRound('none stalled', roles, both);
  const before = await leastMemory(roles);
  await roles.sink.stall(STALLED);
  const stalled = await measureRound(`${STALLED} stalled`, roles, both);
  const after = await leastMemory(roles);
  await roles.sink.recover();
  await untilGapsAreTold(roles);
  const gaps = await gapRecords(roles);
  if (gaps === 0) stalled.wrongBecause.push('nobody was lapped');
  const perViewer = (grown: number) => grown / 2 ** 20 / STALLED;
  stalled.extra = {
    [RESIDENT]: perViewer(after.resident - before.resident),
    'of it held by heap and buffers': perViewer(after.held - before.held),
    'records told as gaps': gaps,
  };
  return [calm, stalled];
}

/** Collects garbage, after which a heap grows anew for some seconds: both rounds come after it. */
async function leastMemory({ subject }: GatewayRoles) {
  const looks: Array<{ held: number; resident: number }> = [];
  for (let i = 0; i < MEMORY_LOOKS; i++) {
    const held = await subject.ask<number>('heldBytes');
    await wait(MEMORY_LOOK_MS);
    looks.push({ held, resident: readProcess(subject.pid).residentBytes });
  }
  return {
    held: Math.min(...looks.map(({ held }) => held)),
    resident: Math.min(...looks.map(({ resident }) => resident)),
  };
}

/** The stalled come back while records flow; the gate afterwards waits for the rest. */
async function untilGapsAreTold(roles: GatewayRoles): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    if ((await gapRecords(roles)) > 0) return;
    await wait(100);
  }
}

async function gapRecords({ sink }: GatewayRoles): Promise<number> {
  const { verification } = await sink.count();
  return verification.reduce((sum, viewer) => sum + viewer.gapRecords, 0);
}

function toReport(rounds: RoundSet): ScenarioReport {
  const p99 = (round: RoundResult) => round.p99Ms ?? Infinity;
  const slower = rounds.counted.map(
    ([calm, stalled]) => p99(stalled) / p99(calm),
  );
  const grown = rounds.counted.map(
    ([, stalled]) => stalled.extra?.[RESIDENT] ?? Infinity,
  );
  return {
    id: 'P5',
    title: `${STALLED} of ${VIEWERS} viewers stop reading`,
    claims: [
      {
        text: 'p99 of the others ÷ p99 without stalled viewers',
        value: summarise(slower),
        unit: '×',
        floor: 1.2,
        moonshot: 1.05,
        isCeiling: true,
      },
      {
        text: 'resident memory for each stalled viewer',
        value: summarise(grown),
        unit: ' MB',
        floor: 5,
        moonshot: 1,
        isCeiling: true,
      },
      {
        text: 'share of records accounted for, stalled viewers included',
        value: summarise(
          rounds.counted.map(([, stalled]) =>
            stalled.wrongBecause.length === 0 ? 100 : 0,
          ),
        ),
        unit: ' %',
        floor: 100,
        moonshot: 100,
      },
    ],
    rounds,
    notes: [
      'The stalled are among those who decode: after they read again, every offset must have come or be told as a gap of the exact size, on the same socket.',
      'Memory is compared after garbage collection, with a ring that is full before; the share of the lane they hold is included.',
    ],
  };
}
