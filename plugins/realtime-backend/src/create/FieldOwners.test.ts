import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { FieldOwners } from './FieldOwners';

const entry = (manager: string, fieldsV1: object, subresource?: string) => ({
  manager,
  fieldsV1,
  ...(subresource && { subresource }),
});

const object = (
  spec: object,
  ...managedFields: object[]
): KubernetesObject => ({
  apiVersion: 'a/v1',
  kind: 'A',
  metadata: { name: 'a', managedFields },
  spec,
});

describe('fields of other managers', () => {
  const owners = FieldOwners.read(
    object(
      { port: 1, image: 'a', both: 2, ports: [{ name: 'x' }, { name: 'y' }] },
      entry('backstage-realtime', {
        'f:spec': {
          'f:port': {},
          'f:both': {},
          'f:ports': { 'k:{"name":"x"}': { '.': {}, 'f:name': {} } },
        },
      }),
      entry('kubectl', {
        'f:spec': {
          'f:image': {},
          'f:both': {},
          'f:ports': {
            'k:{"name":"y"}': { '.': {}, 'f:name': {} },
            'k:{"name":"gone"}': { 'f:name': {} },
          },
        },
      }),
      entry('controller', { 'f:spec': { 'f:port': {} } }, 'status'),
    ),
  );

  it.each([
    [['spec', 'image'], true],
    [['spec', 'image', 'part'], true],
    [['spec', 'ports', 1, 'name'], true],
    [['spec', 'ports', 1], true],
    [['spec', 'port'], false],
    [['spec', 'both'], false],
    [['spec', 'ports', 0, 'name'], false],
    [['spec', 'ports'], false],
    [['spec'], false],
    [['metadata', 'name'], false],
  ])('%j: %s', (path, isOthers) => {
    expect(owners.isOthers(path)).toBe(isOthers);
  });

  it('are found in lists of plain values and by place', () => {
    const lists = FieldOwners.read(
      object(
        { set: ['a', 'b'], list: ['c', 'd'] },
        entry('kubectl', {
          'f:spec': { 'f:set': { 'v:"b"': {} }, 'f:list': { 'i:0': {} } },
        }),
      ),
    );
    const paths = [
      ['set', 0],
      ['set', 1],
      ['list', 0],
      ['list', 1],
    ] as const;
    expect(paths.map(path => lists.isOthers(['spec', ...path]))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('are none where nobody is named', () => {
    expect(FieldOwners.read(object({ a: 1 })).isOthers(['spec', 'a'])).toBe(
      false,
    );
  });
});
