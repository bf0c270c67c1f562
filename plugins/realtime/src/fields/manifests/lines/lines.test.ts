import { diffLines, type DiffRow } from './diffLines';
import { foldRows } from './foldRows';

const toLines = (text: string) =>
  text === ''
    ? []
    : text.split(' ').map(each => ({
        text: each.replace('*', ''),
        ...(each.includes('*') && { isOthers: true }),
      }));

const diff = (before: string, after: string) =>
  diffLines(toLines(before), toLines(after));

const SIGNS = { same: '=', removed: '-', added: '+' };

const shown = (rows: DiffRow[]) =>
  rows
    .map(({ kind, text, before, after }) =>
      [SIGNS[kind], text, before ?? '.', after ?? '.'].join(''),
    )
    .join(' ');

describe('two texts compared line by line', () => {
  it.each([
    ['a b c', 'a b c', '=a11 =b22 =c33'],
    ['a b c', 'a x c', '=a11 -b2. +x.2 =c33'],
    ['a', 'a b c', '=a11 +b.2 +c.3'],
    ['a b c', 'c', '-a1. -b2. =c31'],
    ['', 'a', '+a.1'],
    ['a', '', '-a1.'],
    ['a b c d', 'b x d e', '-a1. =b21 -c3. +x.2 =d43 +e.4'],
    ['x x y', 'x y y', '=x11 -x2. =y32 +y.3'],
  ])('%j to %j', (before, after, rows) => {
    expect(shown(diff(before, after))).toBe(rows);
  });

  it('give each side back whole, whatever they hold', () => {
    const letters = ['a', 'b', 'c'];
    for (let seed = 1; seed < 200; seed++) {
      const word = (salt: number) =>
        Array.from(
          { length: (seed * salt) % 9 },
          (_, i) => letters[(seed * salt * (i + 3) + i * i) % 3],
        ).join(' ');
      const [before, after] = [word(7), word(11)];
      const rows = diff(before, after);
      const side = (kind: 'removed' | 'added') =>
        rows
          .filter(row => row.kind === 'same' || row.kind === kind)
          .map(({ text }) => text)
          .join(' ');
      expect([side('removed'), side('added')]).toEqual([before, after]);
    }
  });
});

describe('lines that nothing changed', () => {
  const many = (count: number, mark = '') =>
    Array.from({ length: count }, (_, i) => `l${i}${mark}`).join(' ');

  it('are folded but for three beside each change, and those of others are counted', () => {
    const before = `${many(8)} old ${many(9, '*')}`;
    const after = before.replace('old', 'new');
    const hunks = foldRows(diff(before, after));
    expect(
      hunks.map(hunk => [
        hunk.kind,
        hunk.rows.length,
        ...(hunk.kind === 'fold' ? [hunk.others] : []),
      ]),
    ).toEqual([
      ['fold', 5, 0],
      ['lines', 8],
      ['fold', 6, 6],
    ]);
  });

  it('stay when a fold would hide two of them only', () => {
    const before = `${many(5)} old`;
    const hunks = foldRows(diff(before, before.replace('old', 'new')));
    expect(hunks.map(({ kind }) => kind)).toEqual(['lines']);
  });

  it('are one fold when all are the same', () => {
    expect(foldRows(diff(many(9), many(9)))).toMatchObject([
      { kind: 'fold', others: 0 },
    ]);
  });
});
