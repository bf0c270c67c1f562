import { withoutAddresses } from './withoutAddresses';

describe('what somebody else wrote', () => {
  it.each([
    ['Post "http://prom.svc:9090/api": refused', 'Post "…": refused'],
    ['dial tcp 10.0.0.7:9090: refused', 'dial tcp …: refused'],
    ['dial tcp [fe80::1]:9090: refused', 'dial tcp …: refused'],
    ['lookup prom.svc:9090', 'lookup …'],
    ['rpc to store:9091 failed', 'rpc to … failed'],
    ['lookup prom.svc on 10.0.0.2', 'lookup … on …'],
    ['1:57: parse error', '1:57: parse error'],
    ['no series of job:errors:rate5m', 'no series of job:errors:rate5m'],
    ['spec.steps[0].setWeight is 120', 'spec.steps[0].setWeight is 120'],
    ['two\n lines', 'two lines'],
  ])('%s is shown as %s', (text, shown) => {
    expect(withoutAddresses(text, 200)).toBe(shown);
  });

  it('is cut to a length', () => {
    expect(withoutAddresses('a'.repeat(500), 10)).toBe(`${'a'.repeat(9)}…`);
  });
});
