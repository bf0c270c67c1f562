/** What an action does, and why it cannot be done. */
export const CONTROL_SENTENCES = {
  'canary.control.promote':
    'The pause ends now and step {{step}} of {{steps}} begins',
  'canary.control.promote.last':
    'The pause ends now and everything moves to revision {{revision}}',
  'canary.control.promote.inconclusive':
    'The inconclusive result is accepted and step {{step}} of {{steps}} begins',
  'canary.control.promote.blue-green':
    'All traffic changes to revision {{revision}} at once',
  'canary.control.promote.resume': 'The rollout goes on where it was stopped',
  'canary.control.skip-step':
    'Step {{step}} of {{steps}} is left out and the next one begins',
  'canary.control.skip-step.analysis':
    'The analysis of step {{step}} of {{steps}} is left out: the next step begins without its result',
  'canary.control.promote-full':
    'All steps that are left and their analysis are left out; everything moves to revision {{revision}}',
  'canary.control.abort':
    'Everything goes back to revision {{stable}}; revision {{revision}} is scaled down',
  'canary.control.retry':
    'The update to revision {{revision}} begins again at its first step',

  'canary.refused.analysis-runs':
    'Not while an analysis runs: it would go on without its result',
  'canary.refused.unread':
    'Not while analysis runs cannot be read: one of them may be running',
  'canary.refused.not-paused': 'It is not paused',
  'canary.refused.paused': 'It is paused: promote it instead',
  'canary.refused.no-update': 'No update is under way',
  'canary.refused.stale':
    'The controller has not looked at the newest change yet',
  'canary.refused.aborted': 'It is aborted: retry it first',
  'canary.refused.already-aborted': 'It is aborted already',
  'canary.refused.not-aborted': 'It is not aborted',
  'canary.refused.no-steps': 'There are no steps to skip',
  'canary.refused.full': 'It is being promoted fully already',
  'canary.refused.not-ready':
    'Not before the pods of revision {{revision}} are ready: {{ready}} of {{desired}} are',
  'canary.refused.degraded': 'It is degraded: going on would spread the fault',
  'canary.refused.git':
    '{{manager}} keeps the spec and would set spec.paused back: change it there',
  'canary.refused.deleting': 'It is being deleted',

  'canary.controls.off':
    'Promote, abort and retry are switched off; the platform team switches them on with realtime.rollouts.controls.enabled',
} as const;
