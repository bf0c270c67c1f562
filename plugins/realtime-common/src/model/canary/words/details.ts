/** Evidence, consequence, what is waited for, and what to do. */
export const DETAIL_SENTENCES = {
  'canary.pause.ends': 'The pause lasts {{duration}} and ends at {{endsAt}}',
  'canary.pause.overdue':
    'The pause was over at {{endsAt}} and the controller has not gone on',
  'canary.pause.since': 'It waits since {{sinceAt}}',
  'canary.then.weight': 'Then the weight goes to {{weight}}',
  'canary.then.pause': 'Then it pauses for {{duration}}',
  'canary.then.pause-manual': 'Then it pauses until somebody promotes it',
  'canary.then.analysis': 'Then an analysis runs: {{names}}',
  'canary.then.other': 'Then comes a step of the kind {{kind}}',
  'canary.then.all': 'Then everything moves to revision {{revision}}',

  'canary.measured.failed':
    '{{count}} measurements of {{metric}} failed, the last one with {{value}} (must be {{condition}}); {{left}} more may fail before the rollout aborts',
  'canary.measured.failed_one':
    'One measurement of {{metric}} failed with {{value}} (must be {{condition}}); {{left}} more may fail before the rollout aborts',
  'canary.measured.failed.last':
    '{{count}} measurements of {{metric}} failed, the last one with {{value}} (must be {{condition}}); the next one that fails aborts the rollout',
  'canary.measured.failed.last_one':
    'One measurement of {{metric}} failed with {{value}} (must be {{condition}}); the next one that fails aborts the rollout',
  'canary.measured.none-may-fail':
    'No measurement of {{metric}} may fail: the first one that does aborts the rollout',
  'canary.measured.inconclusive':
    '{{count}} measurements of {{metric}} are inconclusive; {{left}} more may be before the rollout pauses',
  'canary.measured.inconclusive_one':
    'One measurement of {{metric}} is inconclusive; {{left}} more may be before the rollout pauses',
  'canary.measured.error':
    '{{metric}} could not be measured {{count}} times in a row; {{left}} more and the rollout aborts',
  'canary.measured.error_one':
    '{{metric}} could not be measured the last time; {{left}} more in a row and the rollout aborts',
  'canary.measured.no-data':
    '{{metric}} had no data {{count}} times in a row; {{left}} more and the rollout aborts',
  'canary.measured.no-data_one':
    '{{metric}} had no data the last time; {{left}} more in a row and the rollout aborts',
  'canary.measured.dry-run':
    '{{metric}} ended {{outcome}} in a dry run, which decides nothing',
  'canary.measured.next': 'Next measurement at {{dueAt}}',
  'canary.measured.message': '{{metric}}: {{message}}',

  'canary.analysis.failed':
    'Analysis of step {{step}} failed: {{count}} measurements of {{metric}} failed, {{limit}} may',
  'canary.analysis.failed_one':
    'Analysis of step {{step}} failed: one measurement of {{metric}} failed, {{limit}} may',
  'canary.analysis.failed-beside':
    'The analysis {{run}} failed: {{count}} measurements of {{metric}} failed, {{limit}} may',
  'canary.analysis.failed-beside_one':
    'The analysis {{run}} failed: one measurement of {{metric}} failed, {{limit}} may',
  'canary.analysis.error':
    'The analysis {{run}} ended with an error: {{metric}} could not be measured {{count}} times in a row, {{limit}} are allowed',
  'canary.analysis.inconclusive':
    'The analysis {{run}} is inconclusive: {{count}} measurements of {{metric}} met neither condition, {{limit}} may',
  'canary.analysis.inconclusive_one':
    'The analysis {{run}} is inconclusive: one measurement of {{metric}} met neither condition, {{limit}} may',
  'canary.analysis.not-a-number':
    '{{metric}} was not a number: what it divides by was zero or missing',

  'canary.traffic.back': 'All traffic is back on revision {{revision}}',
  'canary.traffic.going-back':
    'Traffic goes back to revision {{revision}}: {{ready}} of {{desired}} of its pods are ready',
  'canary.traffic.shared':
    'Revision {{revision}} keeps its part of the traffic meanwhile',
  'canary.stays-degraded':
    'It stays Degraded until it is retried or revision {{revision}} is replaced',
  'canary.pods.waiting':
    '{{ready}} of {{desired}} pods of revision {{revision}} are ready',
  'canary.pods.stuck': '{{count}} pods do not run: {{reason}}',
  'canary.pods.stuck_one': '{{pod}} does not run: {{reason}}',
  'canary.pods.restarting': '{{pod}} has restarted {{restarts}} times',

  'canary.no-steps-possible':
    'One replica and no traffic routing: every weight between 0 and 100 % means the same two pods, so the steps mean nothing',
  'canary.blue-green':
    'Blue/green: all of the traffic changes at once, so there are no weights',
  'canary.router.unverified': 'The router has not confirmed {{weight}} yet',
  'canary.router.differs':
    'The router sends {{router}}, the step asks for {{weight}}',
  'canary.workload-ref': 'The pods are described by {{kind}} {{name}}',
  'canary.message': 'The controller says: {{message}}',
  'canary.strategy.unknown':
    'Its strategy is neither canary nor blue/green, so there are no steps to show',

  'canary.next.nothing': 'Nothing to do unless you want to stop or skip it',
  'canary.next.promote':
    'Compare canary and stable, then promote it or abort it',
  'canary.next.decide':
    'Look at the measurements of {{metric}}, then promote it or abort it',
  'canary.next.compare': 'Compare {{metric}} of {{canary}} with {{stable}}',
  'canary.next.measure':
    'Ask the query of {{metric}} by hand: it gives no value for {{canary}}',
  'canary.next.pods': 'Look at {{pod}}: {{reason}}',
  'canary.next.retry': 'Retry it, or roll out another revision',
  'canary.next.spec': 'Correct the spec of the rollout',
  'canary.next.resume': 'Set spec.paused to false where the rollout is kept',
  'canary.next.controller':
    'Check that the controller of Argo Rollouts runs (who runs {{cluster}})',
} as const;
