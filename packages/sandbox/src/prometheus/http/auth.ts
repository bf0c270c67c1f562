import { createHash, timingSafeEqual } from 'node:crypto';

/** Who may ask. */
export type PrometheusAuth =
  | { type: 'basic'; username: string; password: string }
  | { type: 'bearer'; token: string };

/** Compares digests, so that time tells nothing of a credential. */
export function isAllowed(
  authorization: string | undefined,
  auth: PrometheusAuth | undefined,
): boolean {
  return (
    !auth || timingSafeEqual(digest(authorization ?? ''), digest(wanted(auth)))
  );
}

function wanted(auth: PrometheusAuth): string {
  if (auth.type === 'bearer') {
    return `Bearer ${auth.token}`;
  }
  const pair = `${auth.username}:${auth.password}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
