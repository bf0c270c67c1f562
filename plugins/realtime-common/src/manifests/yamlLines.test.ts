import { toYamlLines } from './yamlLines';

const shown = (value: object) =>
  toYamlLines(value).map(({ text, path }) => `${text}  <${path.join('/')}>`);

describe('an object as lines', () => {
  it('has its keys in order and knows the field of each line', () => {
    expect(
      shown({
        spec: { topics: [{ partitions: 3, name: 'a' }, 'b'], on: 'yes' },
        kind: 'X',
      }),
    ).toEqual([
      'kind: X  <kind>',
      'spec:  <spec>',
      '  "on": "yes"  <spec/on>',
      '  topics:  <spec/topics>',
      '    - name: a  <spec/topics/0/name>',
      '      partitions: 3  <spec/topics/0/partitions>',
      '    - b  <spec/topics/1>',
    ]);
  });

  it('keeps the lines of a text with the field it is the value of', () => {
    expect(shown({ a: 'one\n\ntwo\n', b: {}, c: [] })).toEqual([
      'a: |  <a>',
      '  one  <a>',
      '  <a>',
      '  two  <a>',
      'b: {}  <b>',
      'c: []  <c>',
    ]);
  });

  it('does not take a text for an expression, an alias or a comment', () => {
    const shared = { x: '*a # b' };
    expect(shown({ a: shared, b: shared })).toEqual([
      'a:  <a>',
      '  x: "*a # b"  <a/x>',
      'b:  <b>',
      '  x: "*a # b"  <b/x>',
    ]);
  });
});
