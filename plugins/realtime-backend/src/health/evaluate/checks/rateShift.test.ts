import { formatFinding } from '@backstage-realtime/plugin-realtime-common';
import { hourOf } from '../../history/HourlyRates';
import { NOW_MS, SYSTEM, TOPIC } from '../testUtils/builders';
import { growing } from '../testUtils/checkCases';
import { Watch } from '../testUtils/Watch';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Each partition has got so many records. */
const holding = (records: number, partitions: number) =>
  growing(partitions, () => records)(NOW_MS, 1);

/** Medians of the hour at hand on former days, yesterday first. */
function hoursOf(days: number[]) {
  const hour = hourOf(NOW_MS + DAY * 1000);
  return days.map((rate, i) => ({
    hour: hour - 24 * (i + 1),
    rates: { [TOPIC]: rate },
  }));
}

/** Judges the end of a past in which so many records a second came; seconds count from a day ago. */
function shiftOf(
  perSecond: (second: number) => number,
  isRead: (second: number) => boolean = () => true,
  partitions = 1,
  days: number[] = [],
) {
  const watch = new Watch();
  watch.hours.add(SYSTEM, ...hoursOf(days));
  let records = 0;
  for (let second = 0; second <= DAY; second += 60) {
    records += 60 * perSecond(second);
    if (!isRead(second)) continue;
    const atMs = NOW_MS + second * 1000;
    const observation = { ...holding(records, partitions), atMs };
    if (second < DAY - 600) watch.remember(observation);
    else watch.see(observation);
  }
  const { verdict, pending, finding, window } = watch.check('flow.rate-shift');
  return { verdict, pending, window, text: formatFinding(finding) };
}

const lately = (second: number) => second > DAY - 600;
const onlyToday = (second: number) => second >= DAY - 3 * HOUR;

describe('a shift of the rate', () => {
  it('is a warning when neither yesterday nor the last hours brought as much', () => {
    expect(shiftOf(second => (lately(second) ? 40 : 10))).toMatchObject({
      verdict: 'warning',
      text: 'pong_topic gets 40/s; at this time yesterday it got 10/s, and 10/s in the last hours',
      window: { samples: 11 },
    });
  });

  it('is a warning when the rate falls', () => {
    expect(shiftOf(second => (lately(second) ? 1 : 10)).verdict).toBe(
      'warning',
    );
  });

  it('is counted over all partitions', () => {
    expect(
      shiftOf(second => (lately(second) ? 40 : 10), undefined, 3).text,
    ).toMatch(/gets 120\/s; at this time yesterday it got 30\/s/);
  });

  it('is none when yesterday brought the same at this time', () => {
    const busy = (second: number) => second < HOUR || lately(second);
    expect(shiftOf(second => (busy(second) ? 40 : 10))).toMatchObject({
      verdict: 'ok',
      text: 'pong_topic gets 40/s; at this time yesterday it got 40/s',
    });
  });

  it('is none when the rate has been so for hours', () => {
    const later = (second: number) => second > DAY - 3 * HOUR;
    expect(shiftOf(second => (later(second) ? 40 : 10)).verdict).toBe('ok');
  });

  it('is only worth knowing where yesterday was not read', () => {
    expect(
      shiftOf(second => (lately(second) ? 40 : 10), onlyToday),
    ).toMatchObject({
      verdict: 'info',
      text: 'pong_topic gets 40/s; it got 10/s before, and what this hour of other days brings is not known',
    });
  });

  it('is not looked for with less than an hour of readings', () => {
    const justNow = (second: number) => second >= DAY - HOUR;
    expect(shiftOf(() => 10, justNow)).toMatchObject({
      verdict: 'not-applicable',
      text: 'pong_topic: the usual rate is not known yet, 1 h of 1 h 10 min seen',
    });
  });

  it('is none of a topic that is quiet as ever', () => {
    expect(shiftOf(() => 0).verdict).toBe('ok');
  });

  it.each<[string, number, number[], string, RegExp]>([
    [
      'far from three days',
      40,
      [10, 11, 9],
      'warning',
      /of the last 3 days it got 10\/s, and 10\/s in the last hours/,
    ],
    [
      'as three days brought',
      40,
      [40, 42, 38],
      'ok',
      /of the last 3 days it got 40\/s$/,
    ],
    [
      'far from yesterday, as the days before',
      40,
      [10, 40, 41, 39, 42, 40, 38],
      'ok',
      /of the last 7 days it got 40\/s$/,
    ],
    [
      'as yesterday, far from the days before',
      40,
      [40, 5, 5, 6, 5, 5, 6],
      'warning',
      /of the last 7 days it got 5\/s/,
    ],
    [
      'within what varies from day to day',
      40,
      [10, 60, 5, 80, 20, 40, 70],
      'ok',
      /7 days/,
    ],
    [
      'compared with yesterday while two days are known',
      40,
      [40, 40],
      'warning',
      /at this time yesterday/,
    ],
  ])('at this hour of former days: %s', (_, current, days, verdict, text) => {
    const shift = shiftOf(
      second => (lately(second) ? current : 10),
      undefined,
      1,
      days,
    );
    expect(shift).toMatchObject({
      verdict,
      text: expect.stringMatching(text),
    });
  });

  it('says over how many of seven days it looked', () => {
    expect(shiftOf(() => 10, undefined, 1, [10, 10, 10, 10]).window).toEqual({
      ms: 4 * HOUR * 1000,
      samples: 4,
      expected: 7,
    });
  });
});
