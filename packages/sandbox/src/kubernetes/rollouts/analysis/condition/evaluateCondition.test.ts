import { evaluateCondition, type Value } from './evaluateCondition';

describe('the condition of a metric', () => {
  it.each<[string, Value, boolean]>([
    ['result[0] < 0.05', [0.04], true],
    ['result[0] < 0.05', [0.05], false],
    ['result < 0.5', 0.4, true],
    ['len(result) > 0 && result[0] >= 0.2', [], false],
    ['len(result) == 0 || result[0] <= 1e-3', [], true],
    ['isNaN(result[0])', [NaN], true],
    ['result[0] < 1', [NaN], false],
    ['isNaN(result) or isInf(result)', Infinity, true],
    ['not (result[0] > 1)', [0], true],
    ['!(result[0] > 1 and result[0] < 3)', [2], false],
    ['result[0] <= 1.3 * result[1] + 0.1 - 0', [1.4, 1], true],
    ['-result[0] / 2 == -2', [4], true],
    ['asInt(result) % 2 != 1', 3.7, false],
    ['default(result, 0) == 0', null, true],
    ['\'a\' == "a"', 0, true],
    ['true && !isNil(result)', 1, true],
  ])('%s of %j is %s', (condition, result, expected) => {
    expect(evaluateCondition(condition, result)).toBe(expected);
  });

  it.each<[string, Value, string]>([
    ['result[0] < 1', [], 'index out of range: 0 (array length is 0)'],
    ['result.a < 1', [1], 'unexpected character in condition (1:7)'],
    ['any(result, {# > 1})', [1], 'unexpected character'],
    ['sum(result) > 1', [1], 'unknown name sum'],
    ['value > 1', [1], 'unknown name value'],
    ['result[0]', [1], 'expected bool, but got number'],
    ['result > 1', [1], '[]float64 is no number'],
    ['result[0] <', [1], 'unexpected token EOF'],
    ['result[0] < 1 2', [1], 'unexpected token 2'],
    ['(result[0] < 1', [1], 'unexpected token EOF'],
    ['result && true', 1, 'number is no bool'],
    ['constructor() == 1', 1, 'unknown name constructor'],
  ])('%s of %j is an error that says why', (condition, result, message) => {
    expect(() => evaluateCondition(condition, result)).toThrow(message);
  });
});
