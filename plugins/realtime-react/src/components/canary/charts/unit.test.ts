import type { MetricUnit } from '@backstage-realtime/plugin-realtime-common';
import { chartUnit, unitText } from './unit';

describe('the unit of a chart', () => {
  it.each<[MetricUnit, number, string]>([
    ['seconds', 0.136, '136 ms'],
    ['seconds', 1.5, '1.5 s'],
    ['share', 0.002, '0.2 %'],
    ['per-second', 47.2, '47.2/s'],
    ['cores', 0.61, '0.61 cores'],
    ['bytes', 512, '512 bytes'],
    ['bytes', 91_000_000, '86.8 MiB'],
    ['bytes', 0, '0 bytes'],
    ['records', 12_345, '12,345'],
    ['ratio', 1.4, '1.4'],
    ['count', 3, '3'],
  ])('writes %s of %d as %s', (unit, value, text) => {
    const drawn = chartUnit(unit, value);
    expect(unitText(value * drawn.factor, drawn).replace(/\u00a0/g, ' ')).toBe(
      text,
    );
  });

  it('is a plain number for a unit of a newer server', () => {
    expect(chartUnit('furlongs' as MetricUnit, 5)).toEqual({
      factor: 1,
      sign: '',
    });
  });
});
