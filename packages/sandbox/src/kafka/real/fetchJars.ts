import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import manifest from './jars.json';
import { KAFKA_VERSION } from './cacheDir';
import { verifyJars } from './verifyJars';

const run = promisify(execFile);

const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;

export interface JarSource {
  maven: string;
  /** Folder of this Kafka version; jars are put into `libs` below it. */
  cacheDir: string;
  /** One sentence at a time: what is being done and why. */
  onProgress?: (sentence: string) => void;
}

/**
 * The folder with the verified jars. Fetches them with the user's own Maven
 * (settings, mirror, proxy) when absent, and again when one is damaged.
 * Throws when the fetched ones do not match the manifest either.
 */
export async function fetchJars(source: JarSource): Promise<string> {
  const libs = join(source.cacheDir, 'libs');
  const verdict = await verifyJars(libs, manifest.sha256);
  if (verdict.state === 'complete') {
    return libs;
  }
  source.onProgress?.(
    verdict.state === 'absent'
      ? `Fetching Apache Kafka ${KAFKA_VERSION} with Maven (44 MB, once)`
      : `Fetching Apache Kafka ${KAFKA_VERSION} again: ` +
          `${verdict.files.length} cached files are damaged`,
  );
  await download(source, libs);
  return libs;
}

/** Into a folder beside, then renamed: a broken download is never used. */
async function download(source: JarSource, libs: string): Promise<void> {
  await mkdir(dirname(libs), { recursive: true });
  const work = await mkdtemp(join(dirname(libs), 'fetch-'));
  try {
    await writeFile(join(work, 'pom.xml'), buildPom());
    const fetched = join(work, 'libs');
    await copyDependencies(source.maven, work, fetched);
    const verdict = await verifyJars(fetched, manifest.sha256);
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

function buildPom(): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>io.backstage-realtime</groupId>
  <artifactId>sandbox-kafka</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>${KAFKA_VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-simple</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;
}
