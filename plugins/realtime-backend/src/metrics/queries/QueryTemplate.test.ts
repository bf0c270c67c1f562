import { escapeValue, readTemplate, TemplateMistake } from './QueryTemplate';

const NAMES = { namespace: 'demo', rollout: 'counter', hash: '5d4f' };

describe('a query template', () => {
  it('writes values into its strings and nowhere else', () => {
    const template = readTemplate(
      'sum(rate(x{namespace="${namespace}",pod=~"${rollout}-${hash}-.+"}[1m])) / 2',
    );
    expect([...template.needs]).toEqual(['namespace', 'rollout', 'hash']);
    expect(template.fill(NAMES)).toBe(
      'sum(rate(x{namespace="demo",pod=~"counter-5d4f-.+"}[1m])) / 2',
    );
  });

  it('takes a name for itself where a pattern stands', () => {
    const template = readTemplate(
      'x{pod=~"${rollout}-.+",a="${rollout}",b!~\'${rollout}\',c=~`${rollout}`}',
    );
    expect(template.fill({ ...NAMES, rollout: 'a.b' })).toBe(
      'x{pod=~"a\\\\.b-.+",a="a.b",b!~\'a\\\\.b\',c=~`a\\.b`}',
    );
  });

  it.each([
    ['namespace', 'a"} or up{b="'],
    ['namespace', 'Demo'],
    ['rollout', '.*'],
    ['rollout', 'a\\'],
    ['rollout', 'a\nb'],
    ['rollout', `${'a'.repeat(64)}`],
    ['hash', '5d4f|.*'],
    ['hash', ''],
  ] as const)(
    'is not filled with the %s %j, which is no name',
    (name, text) => {
      const template = readTemplate(`x{a="\${${name}}"}`);
      expect(template.fill({ ...NAMES, [name]: text })).toBeUndefined();
    },
  );

  it('is not filled while a value is missing', () => {
    const template = readTemplate('x{a="${service}"}');
    expect(template.fill(NAMES)).toBeUndefined();
    expect(template.fill({ ...NAMES, service: 'web' })).toBe('x{a="web"}');
  });

  it.each([
    ['sum(${rollout})', 'outside of quotes'],
    ['x{a="1"}[${namespace}]', 'outside of quotes'],
    ['x{a="${pod}"}', 'not one of'],
    ['x{a="${}"}', 'not one of'],
    ['x{a="${toString}"}', 'not one of'],
  ])('%s is a mistake', (expr, words) => {
    expect(() => readTemplate(expr)).toThrow(TemplateMistake);
    expect(() => readTemplate(expr)).toThrow(words);
  });

  it('leaves comments out, which would end what is put around it', () => {
    const template = readTemplate('x{a="#${rollout}"} # ${anything}\n+ 1');
    expect(template.fill(NAMES)).toBe('x{a="#counter"} \n+ 1');
  });
});

describe('a value in a string of PromQL', () => {
  it.each([
    ['"', 'a"b\\c\nd\'e', 'a\\"b\\\\c\\nd\'e'],
    ["'", 'a"b\'c\r', 'a"b\\\'c\\r'],
    ['`', 'a"b\\c', 'a"b\\c'],
  ] as const)('between %s stays what it is', (quote, value, written) => {
    expect(escapeValue(value, { quote, isPattern: false })).toBe(written);
  });

  it('matches itself alone where it is a pattern', () => {
    const written = escapeValue('a.b|c', { quote: '"', isPattern: true });
    expect(written).toBe('a\\\\.b\\\\|c');
  });

  it('is refused between backquotes when it has one', () => {
    const place = { quote: '`', isPattern: false } as const;
    expect(escapeValue('a`b', place)).toBeUndefined();
  });
});
