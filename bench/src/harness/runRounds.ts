import type { BenchContext } from './Bench';
import type { RoundResult } from './rounds';

/** Rounds run again because the machine disturbed them, for each scenario. */
const MAX_REPEATS = 1;

/** All rounds of a scenario. */
export interface RoundSet {
  /** Every result, for the record. */
  all: RoundResult[];
  /** Results of the rounds that count, a list for each round in the order of the subjects. */
  counted: RoundResult[][];
  /** True when no round was undisturbed, and `counted` holds disturbed ones. */
  isDisturbed: boolean;
}

/**
 * Runs all subjects one after the other, round by round, so that a slow minute
 * of the machine meets all of them. A disturbed round counts for none of its
 * subjects and is run again, at most once a scenario.
 */
export async function runRounds(
  { rounds, log }: BenchContext,
  id: string,
  runAll: (round: number) => Promise<RoundResult[]>,
): Promise<RoundSet> {
  const done: RoundResult[][] = [];
  const undisturbed = () => done.filter(round => !round.some(isVoid));
  for (
    let round = 0;
    round < rounds + MAX_REPEATS && undisturbed().length < rounds;
    round++
  ) {
    log(`${id}: round ${round + 1} of ${rounds}`);
    const results = await runAll(round);
    results.forEach(result => log(summarise(result)));
    done.push(results);
  }
  const counted = undisturbed();
  const isDisturbed = counted.length === 0;
  return {
    all: done.flat(),
    counted: isDisturbed ? done : counted,
    isDisturbed,
  };
}

function isVoid({ voidBecause }: RoundResult): boolean {
  return voidBecause.length > 0;
}

function summarise(result: RoundResult): string {
  const { subject, perSecond, cpuMicrosPerDelivery, p99Ms } = result;
  const parts = [
    `  ${subject}: ${Math.round(perSecond).toLocaleString('en')}/s`,
    `${cpuMicrosPerDelivery.toFixed(3)} µs`,
    ...(p99Ms === undefined ? [] : [`p99 ${p99Ms.toFixed(1)} ms`]),
    ...result.voidBecause,
    ...result.wrongBecause,
  ];
  return parts.join(', ');
}
