import { ANNOTATIONS } from '@backstage-realtime/plugin-realtime-common';

/** Line of catalog-info.yaml that names a rollout. */
export const ROLLOUT_ANNOTATION_LINE = `${ANNOTATIONS.rollout}: cluster/namespace/name`;
