import type { Entity } from '@backstage/catalog-model';
import { buildLimits } from './buildLimits';
import { readTier } from './readTier';

const ANNOTATION = 'backstage-realtime.io/health-tier';

const anEntity = (lifecycle?: string, tier?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'pongs',
    ...(tier !== undefined && { annotations: { [ANNOTATION]: tier } }),
  },
  spec: { lifecycle },
});

describe('the tier of an entity', () => {
  it.each([
    ['production', undefined, 'prod'],
    ['experimental', undefined, 'dev'],
    [undefined, undefined, 'dev'],
    ['experimental', 'production', 'prod'],
    ['production', ' development ', 'dev'],
  ])('with lifecycle %s and annotation %s is %s', (lifecycle, text, tier) => {
    expect(readTier(anEntity(lifecycle, text))).toMatchObject({
      tier,
      problems: [],
    });
  });

  it('is that of the lifecycle where the annotation cannot be read, and says so', () => {
    expect(readTier(anEntity('production', 'prod'))).toMatchObject({
      tier: 'prod',
      problems: [
        `${ANNOTATION} has "prod"; the right form is production or development`,
      ],
    });
  });

  it.each([
    [anEntity('staging'), { origin: 'lifecycle', from: 'staging' }],
    [anEntity(), { origin: 'lifecycle', from: 'dev' }],
    [
      anEntity('production', 'development'),
      { origin: 'annotation', from: ANNOTATION },
    ],
  ])('is named as the origin of the limits it chooses', (entity, origin) => {
    const { limits } = buildLimits({ ...readTier(entity), tags: [] });
    expect(limits.get('retention.outage')).toMatchObject(origin);
  });
});
