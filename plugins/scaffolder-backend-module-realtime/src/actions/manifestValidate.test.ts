import { DEFAULT_CLAIM_API } from '@backstage-realtime/plugin-realtime-common';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { aTask, type Task } from '../testUtils/aTask';
import { createManifestValidateAction } from './manifestValidate';

const CLAIM = `apiVersion: platform.example.org/v1alpha1
kind: ApplicationClaim
metadata: { name: ping, namespace: default }
spec: { name: ping, language: python, framework: fastapi, image: 'a.io/b:1' }
`;

const bomb = `a: &a [x, x, x, x, x, x, x, x]
${'bcdefgh'.replace(/./g, (name, i) => {
  const before = String.fromCharCode(name.charCodeAt(0) - 1);
  return `${name}: &${name} [${Array(8).fill(`*${before}`)}]${i < 6 ? '\n' : ''}`;
})}
`;

describe('realtime:manifest:validate', () => {
  const action = createManifestValidateAction({ claimApi: DEFAULT_CLAIM_API });
  let task: Task;

  beforeEach(async () => {
    task = await aTask();
  });

  afterEach(() => task.close());

  async function write(path: string, text: string) {
    const file = join(task.workspacePath, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  const messageOf = async (input: object = {}) =>
    (await task.run(action, input).catch(each => each)).message as string;

  it('is content with manifests that are well, in folders and several in a file', async () => {
    await write('manifests/a/claim.yaml', CLAIM);
    await write(
      'manifests/two.yml',
      `---\n---\n${CLAIM.replaceAll('ping', 'one')}---\n${CLAIM.replaceAll('ping', 'two')}`,
    );
    await write('manifests/README.md', 'no manifest');
    expect(await task.run(action, {})).toEqual({
      isValid: true,
      checked: 3,
      findings: [],
      notChecked: [],
    });
  });

  it('says what it could not judge', async () => {
    const certificate = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'a' },
    };
    const otherKinds = ['Certificate.cert-manager.io'];
    const input = { manifests: [certificate], otherKinds };
    expect(await task.run(action, input)).toMatchObject({
      checked: 0,
      notChecked: ['Certificate a is of a kind that is not known here'],
    });
    expect(task.logs.join()).toContain('Not checked: Certificate a');
  });

  it('names file, object and field of each mistake, all at once', async () => {
    await write('manifests/a.yaml', CLAIM.replace('python', 'cobol'));
    await write('manifests/b.yaml', CLAIM.replace('spec: {', 'spec: { x: 1,'));
    const message = await messageOf();
    expect(message).toContain(
      'manifests/a.yaml: ApplicationClaim ping in default: spec.language: has to be one of python, typescript, java',
    );
    expect(message).toContain('manifests/b.yaml: ApplicationClaim ping');
  });

  it.each([
    ['a key twice', `${CLAIM}kind: Other\n`, 'Map keys must be unique'],
    ['broken YAML', 'a: [', 'manifests/a.yaml'],
    ['a bomb of aliases', bomb, 'aliases'],
    ['a text', 'just a text', 'is no manifest'],
    ['a tag that makes objects', 'a: !!js/function "x"', 'is no manifest'],
  ])('refuses %s', async (_what, text, part) => {
    await write('manifests/a.yaml', text);
    expect(await messageOf()).toContain(part);
  });

  it('refuses a folder without manifests, and one that is not there', async () => {
    await write('empty/README.md', '');
    expect(await messageOf({ path: 'empty' })).toContain('holds no .yaml file');
    expect(await messageOf({ path: 'gone' })).toContain('holds no .yaml file');
    expect(await messageOf({ manifests: [] })).toContain('no manifest');
  });

  it('looks at nothing outside the workspace', async () => {
    await mkdir(join(task.workspacePath, 'manifests'));
    await symlink('/etc', join(task.workspacePath, 'manifests/etc'));
    expect(await messageOf()).toContain('symbolic link');
    expect(await messageOf({ path: '../..' })).toMatch(/not allowed/i);
  });

  it('refuses a file of more than a mebibyte', async () => {
    await write('manifests/a.yaml', `a: ${'x'.repeat(1024 * 1024)}`);
    expect(await messageOf()).toContain('more than 1 MiB');
  });
});
