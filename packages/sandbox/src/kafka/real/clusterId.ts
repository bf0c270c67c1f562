import { randomBytes } from 'node:crypto';

const CLUSTER_ID_BYTES = 16;

/**
 * A cluster id as Kafka makes them: 16 random bytes in URL-safe base64. Never
 * with a dash in front, which Kafka's tools would read as the name of an option.
 */
export function createClusterId(
  random: (bytes: number) => Buffer = randomBytes,
): string {
  for (;;) {
    const id = random(CLUSTER_ID_BYTES).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}
