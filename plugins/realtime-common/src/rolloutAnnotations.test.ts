import {
  isRolloutAvailable,
  parseRollout,
  readDeclaredRollouts,
} from './rolloutAnnotations';

const entity = (annotations?: Record<string, string>) => ({
  metadata: { name: 'ping-pong', annotations },
});

const OWN = 'backstage-realtime.io/rollout';
const ID = 'backstage.io/kubernetes-id';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const SELECTOR = 'backstage.io/kubernetes-label-selector';
const CLUSTER = 'backstage.io/kubernetes-cluster';

describe('rollouts an entity declares', () => {
  it('are read in order, each once', () => {
    const { rollouts, selector, problems } = readDeclaredRollouts(
      entity({
        [OWN]: 'prod/demo/b, dev/demo/a.b ,prod/demo/b',
        [ID]: 'ignored',
      }),
    );
    expect(rollouts).toEqual([
      { cluster: 'prod', namespace: 'demo', name: 'b' },
      { cluster: 'dev', namespace: 'demo', name: 'a.b' },
    ]);
    expect(selector).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it.each([
    '',
    'prod',
    'prod/demo',
    'prod//a',
    'prod/demo/',
    'prod/demo/a/b',
    'prod/Demo/a',
    'prod/demo/A',
    'prod/demo/..',
    'pr od/demo/a',
    `prod/demo/${'a'.repeat(254)}`,
    `prod/${'a'.repeat(64)}/a`,
  ])('name "%s" as a problem and keep the others', part => {
    const { rollouts, problems } = readDeclaredRollouts(
      entity({ [OWN]: `prod/demo/good,${part}` }),
    );
    expect(rollouts).toHaveLength(1);
    expect(problems).toEqual([
      {
        annotation: OWN,
        part,
        message: expect.stringContaining('cluster/namespace/name'),
      },
    ]);
    expect(parseRollout(part)).toBeUndefined();
  });

  it('are selected by the annotations of the core Kubernetes plugin', () => {
    expect(
      readDeclaredRollouts(entity({ [ID]: 'ping-pong', [NAMESPACE]: 'demo' })),
    ).toEqual({
      rollouts: [],
      selector: {
        namespace: 'demo',
        labels: 'backstage.io/kubernetes-id=ping-pong',
      },
      problems: [],
    });
    expect(
      readDeclaredRollouts(
        entity({ [ID]: 'a', [SELECTOR]: 'app=b', [CLUSTER]: 'prod' }),
      ).selector,
    ).toEqual({ cluster: 'prod', labels: 'app=b' });
  });

  it.each<Record<string, string>>([
    { [ID]: 'not a label' },
    { [SELECTOR]: 'app=a&watch=true' },
    { [ID]: 'a', [NAMESPACE]: '../kube-system' },
    { [ID]: 'a', [CLUSTER]: 'a/b' },
  ])('are not selected where a part cannot be read: %j', annotations => {
    const { selector, problems } = readDeclaredRollouts(entity(annotations));
    expect(selector).toBeUndefined();
    expect(problems).toHaveLength(1);
  });

  it.each<[Record<string, string> | undefined, boolean]>([
    [undefined, false],
    [{ [NAMESPACE]: 'demo' }, false],
    [{ [OWN]: '' }, true],
    [{ [ID]: 'a' }, true],
    [{ [SELECTOR]: 'app=b' }, true],
  ])('make a tab: %j', (annotations, isThere) => {
    expect(isRolloutAvailable(entity(annotations))).toBe(isThere);
  });
});
