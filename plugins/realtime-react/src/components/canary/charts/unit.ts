import {
  formatFindingValue,
  type MetricUnit,
} from '@backstage-realtime/plugin-realtime-common';

/** How the numbers of a panel are drawn: times `factor`, with `name` in the title. */
export interface ChartUnit {
  factor: number;
  /** Key of the unit's name in the title; none for plain numbers. */
  name?: 'perSecond' | 'percent' | 'ms' | 's' | 'cores' | 'records' | 'bytes';
  /** What stands behind a number: `s`, `MiB`. */
  sign: string;
}

const BYTES = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

const UNITS: Record<Exclude<MetricUnit, 'seconds' | 'bytes'>, ChartUnit> = {
  'per-second': { factor: 1, name: 'perSecond', sign: '/s' },
  share: { factor: 100, name: 'percent', sign: '%' },
  cores: { factor: 1, name: 'cores', sign: 'cores' },
  records: { factor: 1, name: 'records', sign: '' },
  count: { factor: 1, sign: '' },
  ratio: { factor: 1, sign: '' },
};

/** The unit in which numbers up to `highest` have few digits: ms below one second. */
export function chartUnit(unit: MetricUnit, highest: number): ChartUnit {
  if (unit === 'seconds')
    return highest < 1
      ? { factor: 1_000, name: 'ms', sign: 'ms' }
      : { factor: 1, name: 's', sign: 's' };
  if (unit === 'bytes') return bytesUnit(highest);
  return UNITS[unit] ?? UNITS.count;
}

function bytesUnit(highest: number): ChartUnit {
  const power =
    highest < 1 ? 0 : Math.floor(Math.log(highest) / Math.log(1_024));
  const step = Math.min(Math.max(0, power), BYTES.length - 1);
  return { factor: 1 / 1_024 ** step, name: 'bytes', sign: BYTES[step] };
}

/** A drawn number with its unit: `0.61 cores`, `47/s`, `0.2 %`. */
export function unitText(value: number, { sign }: ChartUnit): string {
  const number = formatFindingValue({ kind: 'number', value });
  if (sign === '' || sign.startsWith('/')) return `${number}${sign}`;
  return `${number}\u00a0${sign}`;
}
