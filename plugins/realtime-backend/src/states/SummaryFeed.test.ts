import { mockCredentials } from '@backstage/backend-test-utils';
import {
  RealtimeError,
  type RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import { TestClock } from '../hub/testUtils/TestClock';
import type { StateGrant } from './StateFeed';
import { SummaryFeed } from './SummaryFeed';

interface Grant {
  ok: true;
  entityRef: string;
}

interface Told {
  lines: string[];
  refused: Array<{ entityRef: string; code: RealtimeErrorCode }>;
}

const TELL_MS = 250;
const RETRY_MS = 30_000;

describe('a state of many entities', () => {
  let clock: TestClock;
  let told: Told[];
  let watchers: Map<string, (value: string) => void>;
  /** Thrown when one of these is watched. */
  let faults: Map<string, Error>;
  let feed: SummaryFeed<Grant, string, string>;

  beforeEach(() => {
    clock = new TestClock();
    told = [];
    watchers = new Map();
    faults = new Map();
    feed = SummaryFeed.create<Grant, string, string>({
      access: {
        authoriseAll: async entityRefs =>
          entityRefs.map(entityRef =>
            entityRef.startsWith('secret')
              ? {
                  ok: false,
                  code: 'realtime.rollout.forbidden',
                  message: 'no',
                }
              : { ok: true, entityRef },
          ),
      },
      source: {
        identityOf: ({ entityRef }) => entityRef,
        watch: ({ entityRef }, _pace, onValue) => {
          const fault = faults.get(entityRef);
          if (fault) throw fault;
          watchers.set(entityRef, onValue);
          return () => void watchers.delete(entityRef);
        },
        refresh: () => {},
      },
      clock,
      toLine: value => value.slice(0, 1),
      toOverview: (lines, refused) => ({ lines, refused: [...refused] }),
    });
  });

  async function authorise(...entityRefs: string[]): Promise<StateGrant> {
    const decision = await feed.authorise(
      { type: 'watch', sub: 1, state: 'canary-summary', entityRefs },
      mockCredentials.user(),
    );
    if (!decision.ok) throw new Error(decision.message);
    return decision;
  }

  async function open(...entityRefs: string[]) {
    const grant = await authorise(...entityRefs);
    return grant.open(value => told.push(value as Told));
  }

  it('tells what comes at one moment together, and refused entities with it', async () => {
    await open('a', 'secret', 'b');
    watchers.get('b')!('1');
    watchers.get('a')!('2');
    await clock.advance(TELL_MS);
    expect(told).toEqual([
      {
        lines: ['1', '2'],
        refused: [{ entityRef: 'secret', code: 'realtime.rollout.forbidden' }],
      },
    ]);
  });

  it('is silent while what it tells is the same', async () => {
    await open('a');
    watchers.get('a')!('1 and more');
    await clock.advance(TELL_MS);
    watchers.get('a')!('1 and less');
    await clock.advance(TELL_MS);
    expect(told).toHaveLength(1);
    watchers.get('a')!('2');
    await clock.advance(TELL_MS);
    expect(told.at(-1)).toEqual({ lines: ['2'], refused: [] });
  });

  it('asks for an entity that is named twice once', async () => {
    await open('a', 'a');
    watchers.get('a')!('1');
    await clock.advance(TELL_MS);
    expect(told).toEqual([{ lines: ['1'], refused: [] }]);
  });

  it('answers a caller who may see none of them', async () => {
    await open('secret');
    await clock.advance(TELL_MS);
    expect(told).toMatchObject([{ lines: [] }]);
  });

  it('is another one when a right changed', async () => {
    const { identity } = await authorise('a', 'secret');
    expect((await authorise('a', 'secret')).identity).toBe(identity);
    expect((await authorise('a')).identity).not.toBe(identity);
  });

  it('leaves out an entity over a budget, and takes it in when there is room', async () => {
    const code = 'realtime.stream.over-budget';
    faults.set('b', new RealtimeError(code, 'too many'));
    await open('a', 'b');
    watchers.get('a')!('1');
    await clock.advance(TELL_MS);
    expect(told.at(-1)).toEqual({
      lines: ['1'],
      refused: [{ entityRef: 'b', code }],
    });
    faults.clear();
    await clock.advance(RETRY_MS);
    watchers.get('b')!('2');
    await clock.advance(TELL_MS);
    expect(told.at(-1)).toEqual({ lines: ['1', '2'], refused: [] });
  });

  it('gives back what it opened when the last entity is a fault', async () => {
    faults.set('b', new TypeError('a defect'));
    await expect(open('a', 'b')).rejects.toThrow('a defect');
    expect([...watchers.keys()]).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('leaves nothing behind when it is closed', async () => {
    faults.set('b', new RealtimeError('realtime.stream.over-budget', 'full'));
    const close = await open('a', 'b');
    watchers.get('a')!('1');
    close();
    expect([...watchers.keys()]).toEqual([]);
    expect(clock.pending).toBe(0);
    await clock.advance(RETRY_MS);
    expect(told).toEqual([]);
  });
});
