import { beginView, reduceView } from './reduceView';

describe('the end of a stream', () => {
  it.each([
    ['realtime.stream.idle', true],
    ['realtime.scan.budget', true],
    ['realtime.stream.forbidden', false],
    ['realtime.stream.not-declared', false],
  ])('with %s may be repeated: %p', (code, isRetriable) => {
    const view = beginView({ state: 'connecting', sinceMs: 1 }, 1);
    const ended = reduceView(
      view,
      { type: 'end', sub: 1, code, reason: 'why' },
      7,
    );
    expect(ended.problem).toEqual({
      code,
      message: 'why',
      isRetriable,
      atMs: 7,
    });
    expect(ended.status).toEqual({
      state: 'stopped',
      sinceMs: 7,
      code,
      reason: 'why',
    });
  });
});
