import { replaceResults } from './save';

describe('replaceResults', () => {
  it('replaces what stands between the markers and nothing else', () => {
    const page = 'a\n<!-- results:begin -->\nold\n<!-- results:end -->\nb\n';
    expect(replaceResults(page, 'new\n')).toBe(
      'a\n<!-- results:begin -->\n\nnew\n\n<!-- results:end -->\nb\n',
    );
  });

  it('refuses a page without markers, which would lose the results', () => {
    expect(() => replaceResults('a', 'new')).toThrow(/lacks/);
  });
});
