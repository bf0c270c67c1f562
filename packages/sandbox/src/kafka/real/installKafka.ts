import { kafkaCacheDir } from './cacheDir';
import { fetchJars } from './fetchJars';
import { findRealKafka } from './findRealKafka';

/** A Java that can run Kafka, and the folder with the jars. */
export interface KafkaInstallation {
  java: string;
  maven: string;
  libs: string;
}

/** Where jars live, and who is told when they have to be fetched first. */
export interface InstallOptions {
  cacheDir?: string;
  onProgress?: (sentence: string) => void;
}

/** Kafka from the cache, fetched when it is not there. Throws when Java or Maven is missing. */
export async function installKafka(
  options: InstallOptions = {},
): Promise<KafkaInstallation> {
  const parts = await findRealKafka();
  if ('missing' in parts) {
    throw new Error(
      `Apache Kafka needs ${parts.missing}. Install it, or use the stand-in.`,
    );
  }
  const { onProgress, cacheDir = kafkaCacheDir() } = options;
  const { java, maven } = parts;
  return {
    java,
    maven,
    libs: await fetchJars({ maven, cacheDir, onProgress }),
  };
}
