import { WORKLOAD_KINDS } from '../testUtils/cluster';
import { counter } from '../testUtils/templateForms';
import {
  applied,
  ASK,
  describeRecovery,
  REGISTER,
} from '../testUtils/describeRecovery';

/** The step before, and then the first file of this one. */
const BUILD = ['Template result written', 'Writing file'];

describeRecovery({
  template: 'canary-counter-service',
  values: { ...counter, ...applied },
  kinds: WORKLOAD_KINDS,
  deaths: [
    ['Check names', ['names are right']],
    ['Build project files', ['Writing file']],
    ['Build the service', BUILD],
    ['Build the rollout and its analysis', BUILD],
    ['Build the database', BUILD],
    ['Name who may read secrets', BUILD],
    ['Ask for the secret of the database', BUILD],
    ['Validate manifests', ['manifests are well']],
    ASK,
    ['Publish', ['copied 10\n']],
    ['Apply', ['StatefulSet in default, version']],
    REGISTER,
  ],
  left: {
    half: [
      'AnalysisTemplate order-counter-judge',
      'AnalysisTemplate order-counter-watch',
      'StatefulSet order-counter-database',
    ],
    all: [
      'AnalysisTemplate order-counter-judge',
      'AnalysisTemplate order-counter-watch',
      'Deployment order-counter-log-output',
      'NetworkPolicy order-counter-database',
      'PodDisruptionBudget order-counter',
      'Rollout order-counter',
      'Service order-counter',
      'Service order-counter-canary',
      'Service order-counter-database',
      'Service order-counter-log-output',
      'Service order-counter-stable',
      'StatefulSet order-counter-database',
    ],
  },
  entityRef: 'component:default/order-counter',
});
