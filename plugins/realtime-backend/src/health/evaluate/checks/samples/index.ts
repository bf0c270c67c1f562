import { family } from '../HealthCheck';
import { DECODE_FAILED } from './decodeFailed';
import { GATEWAY_DROPS } from './gatewayDrops';
import { KEY_HOT } from './keyHot';
import { NULL_KEY } from './nullKey';
import { SAMPLED } from './sampled';
import { sampledStreams, sampledTopics } from './SampledStream';
import { SCHEMA_DRIFT, SCHEMA_UNKNOWN_ID } from './schemas';
import { SIZE_NEAR_MAX } from './sizeNearMax';

/**
 * What the records themselves tell, from samples of those that somebody reads
 * anyway. Nobody reads: not applicable, which is no good news.
 */
export const SAMPLES = [
  family('samples', sampledStreams, [
    DECODE_FAILED,
    SCHEMA_UNKNOWN_ID,
    SCHEMA_DRIFT,
    SAMPLED,
    GATEWAY_DROPS,
  ]),
  family('sampled topics', sampledTopics, [KEY_HOT, SIZE_NEAR_MAX, NULL_KEY]),
];
