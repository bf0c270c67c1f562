import type { PodLoad } from './PodSeries';

const REQUESTS_PER_SECOND = 96;
/** Requests come and go by a tenth in this time. */
const WAVE_MS = 4 * 60_000;

/** All requests a second to one rollout. */
export function requestsAt(name: string, atMs: number): number {
  const wave = Math.sin((atMs / WAVE_MS) * 2 * Math.PI);
  return REQUESTS_PER_SECOND * (1 + 0.1 * wave + 0.1 * noise(name, atMs));
}

const GOOD = { errorShare: 0.002, cores: 0.22, medianLatency: 0.06, lag: 8 };
const BAD = { errorShare: 0.22, cores: 0.81, medianLatency: 0.21, lag: 900 };

interface Asked {
  pod: string;
  atMs: number;
  /** A second. */
  requests: number;
  isBad: boolean;
}

/** How one pod does: never quite the same, but the same for the same second. */
export function loadOf({ atMs, isBad, pod, requests }: Asked): PodLoad {
  const base = isBad ? BAD : GOOD;
  const vary = (of: string, by: number) => 1 + by * noise(`${pod}${of}`, atMs);
  return {
    requestsPerSecond: requests,
    errorShare: base.errorShare * vary('errors', 0.6),
    cores: base.cores * vary('cores', 0.25),
    medianLatency: base.medianLatency * vary('latency', 0.2),
    lag: base.lag * vary('lag', 0.5),
  };
}

/** From -1 to 1, seemingly at random; slow enough to be a line, not a cloud. */
function noise(seed: string, atMs: number): number {
  const slow = Math.floor(atMs / 7_000);
  const rest = (atMs % 7_000) / 7_000;
  return mix(seed, slow) * (1 - rest) + mix(seed, slow + 1) * rest;
}

function mix(seed: string, step: number): number {
  let hash = step >>> 0;
  for (let index = 0; index < seed.length; index += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x9e3779b1) >>> 0;
    hash = (hash ^ (hash >>> 15)) >>> 0;
  }
  return (hash / 0xffffffff) * 2 - 1;
}
