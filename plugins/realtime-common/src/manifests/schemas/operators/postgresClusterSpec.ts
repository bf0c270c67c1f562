import { z } from 'zod';
import { imageName, volumeSize } from '../parts';
import { closed } from '../kubernetes/closed';

/** `spec` of a Cluster of CloudNativePG. */
export const postgresClusterSpec = closed(
  {
    instances: z.int().min(1).max(20),
    imageName: imageName.optional(),
    bootstrap: closed(
      {
        initdb: z
          .looseObject({ database: z.string(), owner: z.string() })
          .optional(),
      },
      'pg_basebackup recovery',
    ).optional(),
    storage: closed(
      { size: volumeSize },
      'pvcTemplate resizeInUseVolumes storageClass',
    ),
  },
  `affinity backup certificates description enablePDB enableSuperuserAccess env
   envFrom ephemeralVolumeSource ephemeralVolumesSizeLimit externalClusters
   failoverDelay imageCatalogRef imagePullPolicy imagePullSecrets
   inheritedMetadata livenessProbeTimeout logLevel managed maxSyncReplicas
   minSyncReplicas monitoring nodeMaintenanceWindow plugins podSecurityContext
   podSelectorRefs postgresGID postgresUID postgresql primaryLease
   primaryUpdateMethod primaryUpdateStrategy priorityClassName probes
   projectedVolumeTemplate replica replicationSlots resources schedulerName
   seccompProfile securityContext serviceAccountName serviceAccountTemplate
   smartShutdownTimeout startDelay stopDelay superuserSecret switchoverDelay
   tablespaces topologySpreadConstraints walStorage`,
);
