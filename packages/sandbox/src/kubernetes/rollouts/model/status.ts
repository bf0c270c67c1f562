import type { KubernetesObject } from '../../model/KubernetesObject';

/** A fact about a rollout, or that it does not hold. */
export type Condition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  lastUpdateTime: string;
  lastTransitionTime: string;
};

/** Why a rollout waits, and since when. */
export type PauseCondition = {
  reason:
    'CanaryPauseStep' | 'InconclusiveAnalysisRun' | 'InconclusiveExperiment';
  startTime: string;
};

/** A run the rollout waits for, or that runs beside it. */
export type RunStatus = { name: string; status: string; message?: string };

export type Weight = {
  weight: number;
  podTemplateHash: string;
  serviceName?: string;
};

/** As the controller writes it. Counts that are zero and flags that are false are left out. */
export type RolloutStatus = {
  observedGeneration?: string;
  phase?: 'Healthy' | 'Progressing' | 'Paused' | 'Degraded';
  message?: string;
  currentStepIndex?: number;
  currentStepHash?: string;
  currentPodHash?: string;
  stableRS?: string;
  pauseConditions?: PauseCondition[];
  controllerPause?: boolean;
  abort?: boolean;
  abortedAt?: string;
  promoteFull?: boolean;
  replicas?: number;
  updatedReplicas?: number;
  readyReplicas?: number;
  availableReplicas?: number;
  HPAReplicas?: number;
  selector?: string;
  conditions?: Condition[];
  blueGreen?: { [key: string]: never };
  canary?: {
    currentStepAnalysisRunStatus?: RunStatus;
    currentBackgroundAnalysisRunStatus?: RunStatus;
    /** Name of the experiment of the step. */
    currentExperiment?: string;
    weights?: { canary: Weight; stable: Weight };
  };
};

/** Whatever is there; a new rollout has none. */
export function readStatus(rollout: KubernetesObject): RolloutStatus {
  return (rollout.status ?? {}) as RolloutStatus;
}
