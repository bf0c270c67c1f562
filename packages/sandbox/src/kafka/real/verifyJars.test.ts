import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyJars } from './verifyJars';

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');
const MANIFEST = { 'a.jar': sha256('a'), 'b.jar': sha256('b') };

describe('verifyJars', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'verify-jars-'));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it.each([
    ['every file as expected', { 'a.jar': 'a', 'b.jar': 'b' }, []],
    ['one changed', { 'a.jar': 'a', 'b.jar': 'x' }, ['b.jar']],
    ['one missing', { 'b.jar': 'b' }, ['a.jar']],
    [
      'one too many',
      { 'a.jar': 'a', 'b.jar': 'b', 'evil.jar': 'e' },
      ['evil.jar'],
    ],
  ])('judges a folder with %s', async (_, content, damaged) => {
    for (const [name, text] of Object.entries(content)) {
      await writeFile(join(directory, name), text);
    }
    expect(await verifyJars(directory, MANIFEST)).toEqual(
      damaged.length === 0
        ? { state: 'complete' }
        : { state: 'damaged', files: damaged },
    );
  });

  it('calls an empty and a missing folder absent', async () => {
    const absent = { state: 'absent' };
    expect(await verifyJars(directory, MANIFEST)).toEqual(absent);
    const nowhere = join(directory, 'nowhere');
    expect(await verifyJars(nowhere, MANIFEST)).toEqual(absent);
  });
});
