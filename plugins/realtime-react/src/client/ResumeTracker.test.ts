import { toOffset } from '@backstage-realtime/plugin-realtime-common';
import { aBatch, aRecord } from '../testUtils/buildBatch';
import { ResumeTracker } from './ResumeTracker';

function batchOf(...places: Array<[partition: number, offset: number]>) {
  return aBatch(
    places.map(([partition, offset]) => aRecord({ partition, offset })),
  );
}

describe('where a subscription stands', () => {
  it.each([
    { what: 'nothing', batches: [], resume: undefined, position: undefined },
    {
      what: 'batches without an epoch',
      batches: [batchOf([0, 4])],
      resume: undefined,
      position: undefined,
    },
    { what: 'counts only', batches: [], resume: 'e;0:3', position: 'e;0:3' },
    {
      what: 'a batch past the counts',
      batches: [batchOf([0, 4])],
      resume: 'e;0:3',
      position: 'e;0:5',
    },
    {
      what: 'counts past the batch',
      batches: [batchOf([0, 4])],
      resume: 'e;0:30',
      position: 'e;0:30',
    },
    {
      what: 'offsets of 19 digits',
      batches: [],
      resume: 'e;0:9223372036854775807',
      position: 'e;0:9223372036854775807',
    },
    {
      what: 'text that is no position',
      batches: [batchOf([0, 4])],
      resume: 'x;y;z',
      position: undefined,
    },
  ])('is $position after $what', ({ batches, resume, position }) => {
    const tracker = new ResumeTracker();
    for (const batch of batches) tracker.takeBatch(batch);
    if (resume) tracker.takeResume(resume);
    expect(tracker.replay()).toBe(position);
  });

  it('knows records seen before a replay, in each partition by itself', () => {
    const tracker = new ResumeTracker();
    tracker.takeResume('e;');
    tracker.takeBatch(batchOf([0, 9], [1, 3]));
    tracker.replay();
    expect(
      tracker.selectNew(batchOf([0, 9], [1, 3], [0, 10], [1, 4], [2, 0])),
    ).toEqual(Int32Array.of(2, 3, 4));
    expect(tracker.selectNew(batchOf([0, 11], [1, 5]))).toBeUndefined();
  });

  it('takes no record for a double after its partition was made anew', () => {
    const tracker = new ResumeTracker();
    tracker.takeResume('e;0:100');
    tracker.replay();
    tracker.takeGap({ partition: 0, reason: 'recreated' });
    expect(tracker.selectNew(batchOf([0, 0]))).toBeUndefined();
  });

  it('forgets positions of another log', () => {
    const tracker = new ResumeTracker();
    tracker.takeResume('old;0:100,1:7');
    tracker.takeResume('new;0:2');
    expect(tracker.replay()).toBe('new;0:2');
    expect(tracker.selectNew(batchOf([1, 0]))).toBeUndefined();
  });

  it('goes on where it was held, or says which offsets it skips', () => {
    const tracker = new ResumeTracker();
    tracker.takeResume('e;0:10,1:5');
    tracker.hold();
    tracker.takeResume('e;0:30,1:5');
    expect(tracker.replay()).toBe('e;0:10,1:5');
    expect(tracker.skipHeld('hidden')).toEqual([
      {
        partition: 0,
        firstOffset: toOffset(10),
        lastOffset: toOffset(29),
        reason: 'hidden',
      },
    ]);
    expect(tracker.skipHeld('hidden')).toEqual([]);
    expect(tracker.replay()).toBe('e;0:30,1:5');
  });
});
