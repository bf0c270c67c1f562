/** What is going on: headlines by phase. */
export const PHASE_SENTENCES = {
  'canary.healthy': 'Healthy: revision {{revision}} has all of the traffic',
  'canary.healthy.first':
    'Healthy: revision {{revision}} is the first one, so no step was played',
  'canary.healthy.empty': 'Scaled to zero: nothing runs, and nothing is asked',

  'canary.progressing.weight':
    'Progressing, step {{step}} of {{steps}}: moving to {{weight}}',
  'canary.progressing.pause':
    'Progressing, step {{step}} of {{steps}}: the pause begins or ends',
  'canary.progressing.analysis':
    'Progressing, step {{step}} of {{steps}}: analysis at {{weight}}, {{done}} of {{of}} measured',
  'canary.progressing.analysis.endless':
    'Progressing, step {{step}} of {{steps}}: analysis at {{weight}}, {{done}} measured',
  'canary.progressing.analysis.waiting':
    'Progressing, step {{step}} of {{steps}}: analysis at {{weight}}, nothing measured yet',
  'canary.progressing.experiment':
    'Progressing, step {{step}} of {{steps}}: an experiment runs at {{weight}}',
  'canary.progressing.canary-scale':
    'Progressing, step {{step}} of {{steps}}: the number of canary pods is changed',
  'canary.progressing.header-route':
    'Progressing, step {{step}} of {{steps}}: a route by header is set',
  'canary.progressing.mirror-route':
    'Progressing, step {{step}} of {{steps}}: a route that mirrors requests is set',
  'canary.progressing.plugin':
    'Progressing, step {{step}} of {{steps}}: the plugin {{name}} runs',
  'canary.progressing.unknown':
    'Progressing, step {{step}} of {{steps}}: {{name}}, a kind of step this portal does not know',
  'canary.progressing.last':
    'Progressing: all {{steps}} steps are done, everything moves to revision {{revision}}',
  'canary.progressing.full':
    'Progressing: promoted fully, everything moves to revision {{revision}} without the other steps',
  'canary.progressing.no-steps':
    'Progressing: pods of revision {{revision}} replace the others, without steps',
  'canary.progressing.scaling':
    'Progressing: revision {{revision}} is not complete, {{ready}} of {{desired}} pods are ready',
  'canary.progressing.restarting':
    'Progressing: the pods of revision {{revision}} are restarted',
  'canary.progressing.blue-green':
    'Progressing: revision {{revision}} comes up beside revision {{stable}}',

  'canary.paused.timed':
    'Paused at step {{step}} of {{steps}}: {{weight}} of the weight, going on by itself at {{endsAt}}',
  'canary.paused.manual':
    'Paused at step {{step}} of {{steps}}: {{weight}} of the weight, until somebody promotes it',
  'canary.paused.inconclusive':
    'Paused at step {{step}} of {{steps}}: the analysis is inconclusive, somebody has to decide',
  'canary.paused.inconclusive.metric':
    'Paused at step {{step}} of {{steps}}: {{metric}} is inconclusive, somebody has to decide',
  'canary.paused.inconclusive-experiment':
    'Paused at step {{step}} of {{steps}}: the experiment is inconclusive, somebody has to decide',
  'canary.paused.blue-green':
    'Paused: revision {{revision}} is ready beside revision {{stable}} and gets nothing until somebody promotes it',
  'canary.paused.blue-green.timed':
    'Paused: revision {{revision}} is ready beside revision {{stable}} and takes over by itself at {{endsAt}}',
  'canary.paused.user': 'Paused by hand: spec.paused is set',
  'canary.paused.other': 'Paused: {{reason}}',

  'canary.aborted.limit':
    'Aborted at {{at}}: {{metric}} was {{value}}, the limit is {{limit}}',
  'canary.aborted.condition':
    'Aborted at {{at}}: {{metric}} was {{value}}, which does not meet {{condition}}',
  'canary.aborted.failure-condition':
    'Aborted at {{at}}: {{metric}} was {{value}}, which meets the failure condition {{condition}}',
  'canary.aborted.no-data':
    'Aborted at {{at}}: {{metric}} had no data, which counts as an error',
  'canary.aborted.error': 'Aborted at {{at}}: {{metric}} could not be measured',
  'canary.aborted.inconclusive':
    'Aborted at {{at}}: {{metric}} is inconclusive',
  'canary.aborted.analysis':
    'Aborted at {{at}}: the analysis {{run}} ended {{outcome}}',
  'canary.aborted.deadline':
    'Aborted at {{at}}: revision {{revision}} was not ready in time',
  'canary.aborted.hand': 'Aborted by hand at {{at}}',
  'canary.aborted.other': 'Aborted at {{at}}: {{reason}}',

  'canary.degraded.deadline':
    'Degraded: revision {{revision}} was not ready in time, and was not aborted',
  'canary.degraded.invalid': 'Degraded: the spec is invalid: {{reason}}',
  'canary.degraded.pods':
    'Degraded: {{ready}} of {{desired}} pods of revision {{revision}} are ready',
  'canary.degraded.other': 'Degraded: {{reason}}',

  'canary.unknown.no-status': 'The controller has not told anything yet',
  'canary.unknown.stale':
    'Not known: the newest change, generation {{current}}, is not looked at yet; the controller has told about generation {{observed}}',
  'canary.unknown.phase':
    'Not known: the controller says {{phase}}, which this portal does not know',
  'canary.unknown.deleting': 'The rollout is being deleted',
} as const;
