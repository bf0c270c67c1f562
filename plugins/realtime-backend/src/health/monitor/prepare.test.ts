import { createContext } from '../evaluate/context/createContext';
import { evaluate } from '../evaluate/evaluate';
import {
  aGroup,
  anInput,
  anObservation,
  anOffset,
  aTopic,
  partitions,
} from '../evaluate/testUtils/builders';
import { evaluateInSlices } from './evaluateInSlices';
import { prepare } from './prepare';

const PARTITIONS = 5_000;

/** One group far behind on a topic of five thousand partitions. */
const large = () =>
  anInput({
    observations: [
      anObservation({
        topics: [aTopic({ partitions: partitions(PARTITIONS) })],
        groups: [
          aGroup({
            offsets: Array.from({ length: PARTITIONS }, (_, id) =>
              anOffset(id, BigInt(id % 900)),
            ),
          }),
        ],
      }),
    ],
  });

describe('preparing an evaluation', () => {
  it('lets other work run in between', async () => {
    let turns = 0;
    let isDone = false;
    const turn = () => {
      turns++;
      if (!isDone) setImmediate(turn);
    };
    setImmediate(turn);

    await prepare(createContext(large()));
    isDone = true;

    expect(turns).toBeGreaterThan(0);
  });

  it('changes nothing of what is said', async () => {
    const context = createContext(large());
    await prepare(context);

    expect(await evaluateInSlices(context)).toEqual(evaluate(large()));
  }, 60_000);
});

describe('an evaluation in slices', () => {
  it('lets other work run in between', async () => {
    const context = createContext(large());
    const other = new Promise<string>(resolve => {
      setImmediate(() => resolve('other work'));
    });

    const evaluating = evaluateInSlices(context);
    const first = await Promise.race([
      evaluating.then(() => 'evaluation'),
      other,
    ]);
    await evaluating;

    expect(first).toBe('other work');
  }, 60_000);
});
