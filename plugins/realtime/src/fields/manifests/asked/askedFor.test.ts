import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { askedFor } from './askedFor';

const template = parse(
  readFileSync(
    join(
      __dirname,
      '../../../../../../templates/ping-pong-service/template.yaml',
    ),
    'utf8',
  ),
);

const pages: object[] = template.spec.parameters;

const ANSWERS = {
  name: 'ping-orders',
  owner: 'group:default/team-realtime',
  language: 'python',
  platform: 'create',
  platformProfile: 'dev',
  platformName: 'typed-before-another-choice',
  partitions: 3,
  delivery: 'apply',
  kubernetesCluster: 'local',
  pingTopic: '',
  manifests: '',
};

const shown = (schemas: object[], answers: Record<string, unknown>) =>
  askedFor(schemas, answers).map(({ title, value }) => [title, value]);

describe('what was asked for', () => {
  it('has titles and choices of the form, in its order, without what does not count', () => {
    expect(shown(pages, ANSWERS)).toEqual([
      ['Name', ['ping-orders']],
      ['Owner', ['team-realtime']],
      ['Language', ['Python, FastAPI']],
      ['Platform', ['Create one for this service']],
      ['Profile', ['dev']],
      ['Partitions of each', ['3']],
      ['Claims', ['Apply now and wait until they are ready']],
      ['Kubernetes cluster', ['local']],
    ]);
  });

  it('has the names of answers where the form is not known', () => {
    expect(shown([], { name: 'a', manifests: '' })).toEqual([['name', ['a']]]);
  });

  it('has yes and no, and a text for each item of a list', () => {
    const properties = {
      iot: { title: 'MQTT' },
      topics: { title: 'Topics' },
      roles: { items: { enum: ['a'], enumNames: ['Role A'] } },
    };
    const answers = {
      iot: false,
      topics: [{ name: 'orders', partitions: 3 }, { other: 1 }],
      roles: ['a', 'b'],
    };
    expect(shown([{ properties }], answers)).toEqual([
      ['MQTT', false],
      ['Topics', ['orders']],
      ['roles', ['Role A', 'b']],
    ]);
  });

  it.each([
    { 'ui:backstage': { review: { show: false } } },
    { 'ui:backstage': { review: { mask: '***' } } },
    { 'ui:widget': 'password' },
  ])('keeps what the template hides: %j', property => {
    const schema = { properties: { token: property } };
    expect(askedFor([schema], { token: 'canary' })).toEqual([]);
  });
});
