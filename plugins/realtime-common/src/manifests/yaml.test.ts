import { parseAllDocuments } from 'yaml';
import type { Manifest } from './manifest';
import { toManifestYaml } from './yaml';

const manifest = (spec: object): Manifest => ({
  apiVersion: 'a/v1',
  kind: 'Thing',
  metadata: { name: 'one' },
  spec,
});

describe('manifests as YAML', () => {
  it.each([
    'on',
    'no',
    '1e3',
    '0x10',
    '12:30',
    'null',
    '~',
    '# no comment',
    'a: b',
    '${{ values.x }}',
    '{{ x }}',
    '- item',
    '---',
    'two\nlines\n',
    "it's",
    'x'.repeat(500),
  ])('read back as they were written: %j', text => {
    const yaml = toManifestYaml([manifest({ text }), manifest({ text })]);
    for (const version of ['1.1', '1.2'] as const) {
      const documents = parseAllDocuments(yaml, { version });
      const read = 'empty' in documents ? [] : documents.map(d => d.toJS());
      expect(read).toEqual([manifest({ text }), manifest({ text })]);
    }
  });

  it('repeat a value that is used twice instead of pointing to it', () => {
    const shared = { a: 1 };
    const yaml = toManifestYaml([manifest({ x: shared, y: shared })]);
    expect(yaml).not.toMatch(/[&*]/);
  });
});
