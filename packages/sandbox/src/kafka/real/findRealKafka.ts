import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const MIN_JAVA = 17;
const PROBE_TIMEOUT_MS = 20_000;

/** Programs a real broker needs, or why one cannot be had here. */
export type RealKafkaParts =
  { java: string; maven: string } | { missing: string };

/** Looks for Java 17 or newer and Maven; changes nothing. */
export async function findRealKafka(
  env: NodeJS.ProcessEnv = process.env,
): Promise<RealKafkaParts> {
  if (process.platform === 'win32') {
    return { missing: 'Unix shell' };
  }
  const java = env.JAVA_HOME ? `${env.JAVA_HOME}/bin/java` : 'java';
  const [javaSays, mavenSays] = await Promise.all([
    ask(java, ['-version'], env),
    ask('mvn', ['-v'], env),
  ]);
  const version = Number(/version "(\d+)/.exec(javaSays ?? '')?.[1] ?? 0);
  if (version < MIN_JAVA) {
    const found = version ? ` (found Java ${version})` : '';
    return { missing: `Java ${MIN_JAVA} or newer${found}` };
  }
  return mavenSays === undefined
    ? { missing: 'Maven (mvn) on the PATH' }
    : { java, maven: 'mvn' };
}

/** What a program prints about itself; undefined when it cannot be run. */
async function ask(
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  try {
    const said = await run(program, args, { env, timeout: PROBE_TIMEOUT_MS });
    return said.stdout + said.stderr;
  } catch {
    return undefined;
  }
}
