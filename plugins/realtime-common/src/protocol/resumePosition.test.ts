import { toOffset } from '../model';
import { decodeResume, encodeResume } from './resumePosition';

describe('resume positions', () => {
  it.each([
    [
      'a topic id',
      'AAAA-_b',
      new Map([
        [0, toOffset(1204n)],
        [5, toOffset(9223372036854775807n)],
      ]),
    ],
    ['an epoch with separators', 'a;b,c:d%', new Map([[0, toOffset(0)]])],
    ['no partitions', '', new Map()],
  ])('read back with %s', (_, epoch, next) => {
    expect(decodeResume(encodeResume({ epoch, next }))).toEqual({
      epoch,
      next,
    });
  });

  it.each([
    '',
    'abc',
    'e;1',
    'e;1:x',
    'e;1:2;3',
    'e;-1:5',
    'e;0:12345678901234567890',
  ])('do not read from "%s"', text =>
    expect(decodeResume(text)).toBeUndefined(),
  );

  it('survive an epoch that is no valid escape', () => {
    expect(decodeResume('%zz;0:1')).toEqual({
      epoch: '%zz',
      next: new Map([[0, '1']]),
    });
  });
});
