import {
  DEFAULT_CLAIM_API,
  describeManifest,
  toManifestRef,
} from '@backstage-realtime/plugin-realtime-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { buildPreview, type ManifestsOptions } from './buildPreview';

const TEMPLATES = resolve(__dirname, '../../../../../templates');

/** Options of the review of a template, as its form has them. */
function reviewOf(template: string): ManifestsOptions {
  const text = readFileSync(
    resolve(TEMPLATES, template, 'template.yaml'),
    'utf8',
  );
  const pages = parse(text).spec.parameters as Array<{
    title: string;
    properties: Record<string, { 'ui:options': ManifestsOptions }>;
  }>;
  const review = pages.find(({ title }) => title === 'Review');
  return review!.properties.manifests['ui:options'];
}

const preview = (template: string, answers: object) =>
  buildPreview(
    reviewOf(template),
    { delivery: 'apply', kubernetesCluster: 'local', ...answers },
    DEFAULT_CLAIM_API,
  );

const BROKER = {
  type: 'iot-broker',
  name: 'devices',
  properties: { connector: { kafkaTopic: 'events', mqttTopic: 'sensors/+' } },
};

const TWICE = {
  name: 'pipeline',
  pattern: 'blue-green',
  realtime: 'streams',
  language: 'java',
  topic: 'events',
  blueImage: 'registry.example.org/a:1.0.0',
  greenImage: 'registry.example.org/a:1.1.0',
};

describe('the preview of a template', () => {
  it.each<[string, string, object, Array<[string, boolean]>]>([
    [
      'a claim of a platform',
      'realtime-platform',
      { name: 'streams', manifest: 'claim', profile: 'dev' },
      [['RealtimePlatformClaim streams in default', true]],
    ],
    [
      'an application of a platform',
      'realtime-platform',
      { name: 'streams', manifest: 'application', namespace: 'team-a' },
      [['Application streams in team-a', true]],
    ],
    [
      'a platform with everything in one',
      'platform-components',
      { name: 'streams', pattern: 'all-in-one', iot: false },
      [['Application streams in default', true]],
    ],
    [
      'pieces',
      'platform-components',
      { name: 'pipeline', pattern: 'pieces', components: [BROKER] },
      [['Application pipeline in default', true]],
    ],
    [
      'two environments, of which the task applies dev',
      'platform-components',
      {
        ...{ name: 'pipeline', pattern: 'multi-environment' },
        ...{ devNamespace: 'a-dev', productionNamespace: 'a-prod' },
        components: [BROKER],
      },
      [
        ['Application pipeline in a-dev', true],
        ['Application pipeline in a-prod', false],
      ],
    ],
    [
      'blue and green',
      'platform-components',
      TWICE,
      [
        ['Application pipeline-blue in default', true],
        ['Application pipeline-green in default', true],
      ],
    ],
  ])('builds %s', (_, template, answers, expected) => {
    const built = preview(template, answers);
    if (built.state !== 'built' || !built.result.ok)
      throw new Error(JSON.stringify(built));
    expect(
      built.result.manifests.map(({ manifest, isApplied }) => [
        describeManifest(toManifestRef(manifest)),
        isApplied,
      ]),
    ).toEqual(expected);
    expect(built.kubernetesCluster).toBe('local');
  });

  it('leaves out answers of parts that were taken back', () => {
    const built = preview('realtime-platform', {
      ...{ name: 'streams', manifest: 'claim', profile: 'dev', iot: false },
      mqttUsers: [
        { username: 'a', passwordSecretRef: { name: 'a', key: 'b' } },
      ],
      ...{ lenses: false, heapSize: '2g', snowflakeDatabase: 'A' },
    });
    expect(built).toMatchObject({
      result: {
        manifests: [
          {
            manifest: { spec: { name: 'streams', profile: 'dev', iot: false } },
          },
        ],
        warnings: [],
      },
    });
    expect(JSON.stringify(built)).not.toMatch(/mqttConfig|lenses|snowflake/);
  });

  it('says each mistake and each warning once, however many are built', () => {
    const twice = preview('platform-components', TWICE);
    expect(twice).toMatchObject({ result: { ok: true } });
    const wrong = preview('platform-components', {
      ...{ name: 'pipeline', pattern: 'multi-environment' },
      ...{ devNamespace: 'a-dev', productionNamespace: 'a-prod' },
      components: [{ type: 'iot-broker', name: 'pipeline' }],
    });
    expect(wrong).toMatchObject({
      result: {
        ok: false,
        problems: [{ field: 'components[1].name' }],
      },
    });
  });

  it('applies nothing when the task only writes', () => {
    expect(
      preview('realtime-platform', {
        ...{ name: 'streams', manifest: 'claim', delivery: 'commit' },
      }),
    ).toMatchObject({ state: 'built', kubernetesCluster: '' });
  });

  it('is none while no condition holds', () => {
    expect(preview('platform-components', { name: 'a' })).toEqual({
      state: 'none',
    });
  });
});
