import { decodeMessages } from './decodeMessages';
import { refusalMessages } from './refusalMessages';
import { streamMessages } from './streamMessages';

/**
 * English clauses and sentences that arrive written out by the server, with
 * places for their values. `retell` finds them again by this text and says them
 * in the reader's language; one that is not here stays as it came.
 */
export const serverMessages = {
  /** Why a value is missing. */
  reason: {
    nothingDeleted: 'nothing is deleted by time',
    notAtThisRate: 'not at this rate',
    partitionLeftOut: 'the broker left out this partition',
    leftOut: 'the broker left it out of its answer',
    exporterSilent: 'the exporter does not tell it',
    exporterCounts:
      'the exporter counts {{members}} members and does not name them',
    noSeries: 'there is no such series',
    notWhole: 'Prometheus warns that its answer is not whole',
    shareMembers: 'members of share groups are not read',
    noBrokerInTime: 'no broker answers in {{ms}} ms',
    brokerNotInTime: 'broker {{broker}} does not answer in {{ms}} ms',
    brokerSilent: 'broker {{broker}} does not answer',
    brokerError: 'the broker answers with error {{code}}',
    noController: 'the cluster has no controller',
    leaderMoving: 'its leader is moving',
    coordinatorStarting: 'its coordinator is still starting',
    coordinatorNone: 'no broker coordinates it',
    coordinatorMoving: 'its coordinator is moving',
    prometheusCredential:
      'Prometheus {{instance}} does not take the credential',
    prometheusForbidden:
      'Prometheus {{instance}} does not let the credential read metrics',
    prometheusQuery:
      'Prometheus {{instance}} does not understand the query: {{why}}',
    prometheusLate: 'Prometheus {{instance}} does not answer in time',
    prometheusBusy: 'Prometheus {{instance}} cannot answer now',
    prometheusGarbled:
      'Prometheus {{instance}} gave an answer that cannot be read',
    prometheusNone:
      'no Prometheus under realtime.prometheus.instances is for {{place}}',
    kindNotServed: '{{cluster}} does not serve {{kind}} objects',
    kindForbidden:
      'the credential for {{cluster}} may not list {{kind}} objects in {{namespace}}',
    clusterKindForbidden:
      'the credential for {{cluster}} may not list {{kind}} objects',
    noTemplate: '{{namespace}} has no AnalysisTemplate {{name}}',
    noClusterTemplate: 'there is no ClusterAnalysisTemplate {{name}}',
    tooManyWatches: 'too many watches are open',
    noRollout: '{{namespace}} on {{cluster}} has no rollout {{name}}',
    /** Last, as it fits many. */
    ofDecoder: '{{decoder}}: {{decode}}',
  },
  /** What cannot be used of an annotation or of app-config. */
  problem: {
    emptyPart:
      '{{where}} has an empty part; the right form is {{form}}, several separated by commas',
    endpoint:
      '{{where}} has {{part}}; the right form is the name of an endpoint in app-config, several separated by commas',
    form: '{{where}} has {{part}}; the right form is {{form}}, several separated by commas',
    noLimit:
      '{{where}} has {{part}}; no check has this limit; the right form is {{form}}',
    limitForm:
      '{{where}} has {{part}}; the right form is {{form}} and a value like {{example}}',
    tooMany: '{{where}} has {{part}}; only {{n}} parts are read',
    contradiction:
      'lag.slo.warn (from {{warn}}) is above lag.slo.critical (from {{critical}}); set both, the smaller one as warn',
  },
  ...streamMessages,
  ...refusalMessages,
  ...decodeMessages,
} as const;
