import { createHash } from 'node:crypto';
import {
  access,
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheRoot } from '../../cacheRoot';
import { GuardedProcess } from '../../process/GuardedProcess';

/** A cold build takes four minutes on two cores that are free. */
const BUILD_TIMEOUT_MS = 30 * 60_000;

const PROGRAMS = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
} as const;

type Program = keyof typeof PROGRAMS;

/** Paths of the programs. */
export type Servers = Record<Program, string>;

/**
 * The API server and its database, built from source by the user's own Go and
 * kept in the cache. What is built is pinned by the `go.sum` beside this file:
 * a module with another checksum fails the build. Throws when it fails; the
 * error quotes the compiler.
 */
export async function buildServers(
  go: string,
  onProgress: (sentence: string) => void = () => {},
): Promise<Servers> {
  const home = join(cacheRoot(), 'kubernetes', await fingerprint());
  const servers = {
    etcd: join(home, 'etcd'),
    'kube-apiserver': join(home, 'kube-apiserver'),
  };
  for (const program of Object.keys(servers) as Program[]) {
    if (!(await isThere(servers[program]))) {
      onProgress(`Building ${program} with Go (once, some minutes)`);
      await build(go, program, servers[program]);
    }
  }
  return servers;
}

function moduleFile(name: string): string {
  return join(__dirname, 'go', name);
}

/** Another pin is another folder, so an old build is never taken for a new one. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['go.mod', 'go.sum']) {
    hash.update(await readFile(moduleFile(name)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** In a folder beside, then renamed: half a build is never used. */
async function build(
  go: string,
  program: Program,
  target: string,
): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(join(dirname(target), 'build-'));
  try {
    await copyFile(moduleFile('go.mod'), join(work, 'go.mod'));
    await copyFile(moduleFile('go.sum'), join(work, 'go.sum'));
    const made = join(work, program);
    const args = ['build', '-trimpath', '-buildvcs=false', '-o', made];
    await runBuild([go, ...args, PROGRAMS[program]], program, work);
    await rename(made, target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function runBuild(
  command: string[],
  program: Program,
  cwd: string,
): Promise<void> {
  const running = GuardedProcess.start({ command, cwd, name: program });
  const timer = setTimeout(() => running.end('KILL'), BUILD_TIMEOUT_MS);
  const code = await running.exited;
  clearTimeout(timer);
  if (code !== 0) {
    throw new Error(
      `Go could not build ${program}. Check that "go mod download" works in any project here:\n${running.explanation}`,
    );
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
