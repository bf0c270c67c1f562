import type uPlot from 'uplot';
import { whenNear } from './whenNear';

const library = {} as typeof uPlot;

/** Asks for a plot and tells what became of it. */
function ask(
  draw: () => void,
  load: () => Promise<typeof uPlot> = async () => library,
): Promise<string> {
  return new Promise(resolve => {
    whenNear(
      document.createElement('div'),
      () => {
        draw();
        resolve('drawn');
      },
      () => resolve('failed'),
      load,
    );
  });
}

describe('a plot whose place is near', () => {
  it('fails where the library cannot be loaded', async () => {
    const load = () => Promise.reject(new RangeError('no language tag'));
    expect(await ask(() => undefined, load)).toBe('failed');
  });

  it('fails alone when it cannot be drawn: the next ones are', async () => {
    const broken = () => {
      throw new Error('stopped midway');
    };
    const asked = [ask(broken), ask(() => undefined), ask(() => undefined)];
    expect(await Promise.all(asked)).toEqual(['failed', 'drawn', 'drawn']);
  });

  it('is not drawn when its place is gone meanwhile', async () => {
    const draw = jest.fn();
    const place = document.createElement('div');
    const fail = jest.fn();
    const forget = whenNear(place, draw, fail, async () => library);
    forget();
    await ask(() => undefined);
    expect([draw, fail].map(({ mock }) => mock.calls)).toEqual([[], []]);
  });
});
