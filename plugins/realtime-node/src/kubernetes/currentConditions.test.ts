import { currentConditions } from './currentConditions';

const objectOf = (status: unknown, generation?: number) => ({
  apiVersion: 'platform.example.org/v1alpha1',
  kind: 'ApplicationClaim',
  metadata: { name: 'ping', generation },
  status,
});

const READY = { type: 'Ready', status: 'True', reason: 'Up', message: 'fine' };

describe('the conditions of an object', () => {
  it('are those of its status, in their order', () => {
    const synced = { ...READY, type: 'Synced' };
    const object = objectOf({ conditions: [synced, READY] });
    expect(currentConditions(object)).toEqual([synced, READY]);
  });

  it.each([
    ['an older generation', 1, []],
    ['this generation', 2, [READY]],
    ['no generation', undefined, [READY]],
  ])('of %s count accordingly', (_, observedGeneration, expected) => {
    const conditions = [{ ...READY, observedGeneration }];
    expect(currentConditions(objectOf({ conditions }, 2))).toEqual(expected);
  });

  it('have empty texts where the cluster says nothing', () => {
    const conditions = [{ type: 'Ready', status: 'False', message: 7 }];
    expect(currentConditions(objectOf({ conditions }))).toEqual([
      { type: 'Ready', status: 'False', reason: '', message: '' },
    ]);
  });

  it.each([
    ['no status', undefined],
    ['a status of another shape', 'well'],
    ['conditions of another shape', { conditions: 'well' }],
    ['something that is no condition', { conditions: [READY, 'Ready'] }],
  ])('are none with %s', (_, status) => {
    expect(currentConditions(objectOf(status))).toEqual([]);
  });
});
