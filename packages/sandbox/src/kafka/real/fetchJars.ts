import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import brokerJars from './jars.json';
import { KAFKA_VERSION } from './cacheDir';
import toolJars from './toolJars.json';
import { verifyJars, type JarManifest } from './verifyJars';

const run = promisify(execFile);

const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;

/** Jars that belong together, in a folder of their own. */
interface JarSet {
  folder: string;
  /** What is fetched, for the sentence about it. */
  title: string;
  sha256: JarManifest;
  /** The dependencies of the pom that brings exactly these. */
  dependencies: string;
}

/** What a broker needs. */
const BROKER_JARS: JarSet = {
  folder: 'libs',
  title: `Apache Kafka ${KAFKA_VERSION}`,
  sha256: brokerJars.sha256,
  dependencies: `
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>${KAFKA_VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-simple</artifactId>
      <version>1.7.36</version>
    </dependency>`,
};

/** Kafka's command line, which runs on top of the jars of a broker. */
export const TOOL_JARS: JarSet = {
  folder: 'tools',
  title: `the command line of Apache Kafka ${KAFKA_VERSION}`,
  sha256: toolJars.sha256,
  dependencies: `
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka-tools</artifactId>
      <version>${KAFKA_VERSION}</version>
      <exclusions>
        <exclusion>
          <groupId>*</groupId>
          <artifactId>*</artifactId>
        </exclusion>
      </exclusions>
    </dependency>`,
};

export interface JarSource {
  maven: string;
  /** Folder of this Kafka version; jars are put into the set's folder below it. */
  cacheDir: string;
  /** One sentence at a time: what is being done and why. */
  onProgress?: (sentence: string) => void;
}

/**
 * The folder with the verified jars. Fetches them with the user's own Maven
 * (settings, mirror, proxy) when absent, and again when one is damaged.
 * Throws when the fetched ones do not match the manifest either.
 */
export async function fetchJars(
  source: JarSource,
  set: JarSet = BROKER_JARS,
): Promise<string> {
  const libs = join(source.cacheDir, set.folder);
  const verdict = await verifyJars(libs, set.sha256);
  if (verdict.state === 'complete') {
    return libs;
  }
  source.onProgress?.(
    verdict.state === 'absent'
      ? `Fetching ${set.title} with Maven (once)`
      : `Fetching ${set.title} again: ` +
          `${verdict.files.length} cached files are damaged`,
  );
  await download(source, set, libs);
  return libs;
}

/** Into a folder beside, then renamed: a broken download is never used. */
async function download(
  source: JarSource,
  set: JarSet,
  libs: string,
): Promise<void> {
  await mkdir(dirname(libs), { recursive: true });
  const work = await mkdtemp(join(dirname(libs), 'fetch-'));
  try {
    await writeFile(join(work, 'pom.xml'), buildPom(set));
    const fetched = join(work, 'libs');
    await copyDependencies(source.maven, work, fetched);
    const verdict = await verifyJars(fetched, set.sha256);
    if (verdict.state !== 'complete') {
      const files = verdict.state === 'damaged' ? verdict.files : [];
      throw new Error(
        `The fetched jars are not the expected ones (${files.join(', ')}). ` +
          `Check the Maven mirror, or clear its local repository.`,
      );
    }
    await rm(libs, { recursive: true, force: true });
    await rename(fetched, libs);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function copyDependencies(maven: string, cwd: string, to: string) {
  const args = ['-q', '-B', 'dependency:copy-dependencies'];
  try {
    await run(maven, [...args, `-DoutputDirectory=${to}`], {
      cwd,
      timeout: DOWNLOAD_TIMEOUT_MS,
    });
  } catch (cause) {
    throw new Error(
      `Maven could not fetch Apache Kafka ${KAFKA_VERSION}. Check that ` +
        `"mvn dependency:copy-dependencies" works in any project here.`,
      { cause },
    );
  }
}

function buildPom({ dependencies }: JarSet): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>io.backstage-realtime</groupId>
  <artifactId>sandbox-kafka</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>${dependencies}
  </dependencies>
</project>
`;
}
