import { HourlyRates, KEPT_HOURS, startOfHour } from './HourlyRates';

const NOW = 1_000;
const nowMs = startOfHour(NOW) + 1_800_000;

/** Rates of a topic at hours that lie so many hours back. */
function remembered(byAge: Record<number, number>): HourlyRates {
  const rates = HourlyRates.create();
  for (const [age, rate] of Object.entries(byAge))
    rates.add('local', { hour: NOW - Number(age), rates: { t: rate } });
  return rates;
}

describe('rates by hour', () => {
  it('are those of the same hour of the last seven days, the newest first', () => {
    const rates = remembered({
      24: 1,
      48: 2,
      [7 * 24]: 7,
      [8 * 24]: 8,
      23: 99,
      0: 99,
    });
    expect(rates.atHourOf('local', 't', nowMs)).toEqual([1, 2, 7]);
  });

  it('leave out days on which nobody read', () => {
    const rates = remembered({ 24: 1, 72: 3 });
    expect(rates.atHourOf('local', 't', nowMs)).toEqual([1, 3]);
    expect(rates.atHourOf('local', 'other', nowMs)).toEqual([]);
    expect(rates.atHourOf('elsewhere', 't', nowMs)).toEqual([]);
  });

  it('keep what was told first, and a rate of zero', () => {
    const rates = remembered({ 24: 0 });
    rates.add('local', { hour: NOW - 24, rates: { t: 5 } });
    expect(rates.atHourOf('local', 't', nowMs)).toEqual([0]);
  });

  it('know an hour in which no topic was read, so that it is not looked for again', () => {
    const rates = HourlyRates.create();
    rates.add('local', { hour: NOW, rates: {} });
    expect(rates.has('local', NOW)).toBe(true);
    expect(rates.has('local', NOW - 1)).toBe(false);
  });

  it('go back eight days and no further, however many hours are told', () => {
    const rates = HourlyRates.create();
    for (let hour = 0; hour <= NOW; hour++)
      rates.add('local', { hour, rates: { t: hour } });
    const kept = Array.from({ length: NOW + 1 }, (_, hour) => hour).filter(
      hour => rates.has('local', hour),
    );
    expect(kept).toHaveLength(KEPT_HOURS);
    expect(kept[0]).toBe(NOW - KEPT_HOURS + 1);
  });
});
