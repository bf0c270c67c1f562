import { EMPTY_DRAFT, opsOf, PLACES, readDraft } from './clauseDraft';
import { parseStamp } from './StartForm';

describe('readDraft', () => {
  it.each([
    [{ text: 'pong' }, { in: 'any', op: 'contains', text: 'pong' }],
    [
      { place: 'key', op: 'equals', text: 'a b' },
      { in: 'key', op: 'equals', text: 'a b' },
    ],
    [
      { place: 'header', name: ' source ', op: 'starts-with', text: 'g' },
      { in: 'header', name: 'source', op: 'starts-with', text: 'g' },
    ],
    [
      { place: 'field', name: 'user.id', op: 'exists' },
      { in: 'field', path: 'user.id', op: 'exists', text: '' },
    ],
    [
      { place: 'field', name: 'ms', op: 'gte', text: '90' },
      { in: 'field-number', path: 'ms', op: 'gte', number: 90 },
    ],
  ] as const)('makes a clause of %j', (part, clause) => {
    expect(readDraft({ ...EMPTY_DRAFT, ...part })).toEqual({
      ok: true,
      clause,
    });
  });

  it.each([
    [{}, 'clause.needsText'],
    [{ place: 'header', text: 'x' }, 'clause.needsName'],
    [{ place: 'field', name: 'a', op: 'lt', text: 'x' }, 'clause.needsNumber'],
    [{ place: 'field', name: 'a', op: 'lt', text: ' ' }, 'clause.needsNumber'],
  ] as const)('says what %j lacks', (part, reason) => {
    expect(readDraft({ ...EMPTY_DRAFT, ...part })).toEqual({
      ok: false,
      reason,
    });
  });

  it('offers for every place only comparisons the filter knows', () => {
    for (const place of PLACES) {
      for (const op of opsOf(place)) {
        const draft = { place, op, name: 'n', text: '1' };
        expect(readDraft(draft)).toMatchObject({ ok: true, clause: { op } });
      }
    }
  });
});

describe('parseStamp', () => {
  it.each([
    ['2026-11-21 14:07:33', Date.UTC(2026, 10, 21, 14, 7, 33)],
    ['2026-11-21T14:07', Date.UTC(2026, 10, 21, 14, 7)],
    ['2026-11-21 14:07:33.402', Date.UTC(2026, 10, 21, 14, 7, 33, 402)],
  ])('reads %s as UTC', (text, ms) => expect(parseStamp(text, 'utc')).toBe(ms));

  it.each(['', 'now', '2026-13-01 00:00', '21.11.2026 14:07'])(
    'refuses %j',
    text => expect(parseStamp(text, 'utc')).toBeUndefined(),
  );
});
