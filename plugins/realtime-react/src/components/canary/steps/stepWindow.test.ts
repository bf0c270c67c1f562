import { MAX_STEPS, stepWindow } from './stepWindow';

describe('the window over the steps', () => {
  it.each([
    ['no steps', 0, 0, [0, 0]],
    ['as many as are drawn', MAX_STEPS, 11, [0, 12]],
    ['one more, at the beginning', 13, 0, [0, 12]],
    ['one more, at the end', 13, 12, [1, 13]],
    ['one more, all done', 13, 13, [1, 13]],
    ['many, in the middle', 40, 20, [16, 28]],
    ['many, near the beginning', 40, 3, [0, 12]],
  ])('of %s', (_, total, now, [from, to]) => {
    expect(stepWindow(total, now)).toEqual({ from, to });
  });

  it('always holds the step that runs', () => {
    for (let now = 0; now < 60; now++) {
      const { from, to } = stepWindow(60, now);
      expect(now >= from && now < to).toBe(true);
    }
  });
});
