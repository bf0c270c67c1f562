import { problemMessages } from './said/problems';
import { warningMessages } from './said/warnings';

/** English words of the form fields. */
export const createMessages = {
  ...warningMessages,
  ...problemMessages,
  'rule.name':
    'At most 63 small letters, digits and dashes; it begins with a letter, ends with a letter or digit, and is no reserved word such as default.',
  'rule.namespace':
    'At most 63 small letters, digits and dashes; namespaces of the cluster itself are not allowed.',
  'rule.topic':
    'At most 249 letters, digits, dots, underscores and dashes; not two underscores in front.',
  'rule.duration':
    'A whole number and ms, s, m, h or d without a space, such as 24h or 7d.',
  'rule.consumerGroup':
    'At most 255 letters, digits, dots, dashes and underscores.',
  'rule.secretRef':
    'Name and key of a Kubernetes Secret, such as broker-users/password.',
  'rule.secretName':
    'Name of a Kubernetes Secret: small letters, digits, dots and dashes.',
  'rule.secretItself':
    'This looks like a secret itself. Put it into a Kubernetes Secret and name that here.',
  'rule.unknownChoice': '{{value}} is not in app-config. Known: {{known}}.',
  'rule.noChoices': 'app-config has none; the platform team adds one.',
  'rule.namespaceNotAllowed':
    'Templates may not create in {{namespace}} of {{cluster}}. Allowed: {{allowed}}.',
  'check.asking': 'Asking where this name is in use',
  'check.failed': 'Not known whether it is free: {{reason}}',
  'check.free': 'Free in {{places}}.',
  'check.taken': 'Taken in {{place}}; choose another name.',
  'check.takenBy': 'Taken in {{place}} by {{by}}; choose another name.',
  'check.exists':
    'Exists in {{place}}; its records are shared with whoever uses it.',
  'check.collides':
    "{{by}} in {{place}} differs by dots and underscores only; Kafka's metrics cannot tell them apart.",
  'check.unknown': 'Not known for {{place}}: {{reason}}',
  'check.fallback': 'Empty means {{name}}.',
  'place.catalog': 'the catalog',
  'place.kubernetes':
    'the Kubernetes cluster {{system}}, namespace {{namespace}}',
  'place.kafka': 'the Kafka cluster {{system}}',
  'reason.silent': 'it did not answer in time.',
  'reason.unreachable': 'it does not answer.',
  'reason.notAllowed': 'the credential of the portal may not ask it.',
  'reason.notAsked': 'it was not asked; choose another cluster or namespace.',
  'reason.notConfigured': 'app-config does not know it.',
  'reason.unknownKind': 'it does not serve claims.',
  'reason.other': '{{message}}',
  'options.loading': 'Asking which there are',
  'options.failed':
    'The choices could not be read: {{reason}} The name is taken as it is typed.',
  'options.choose': 'Choose',
  'options.none': 'None',
  'platform.ready': 'Ready in namespace {{namespace}} of {{cluster}}.',
  'platform.notReady':
    'Not ready yet in namespace {{namespace}} of {{cluster}}; what uses it waits for it.',
  'platform.elsewhere':
    'It is in namespace {{namespace}}, and what uses it goes to {{wanted}}; both have to be in one namespace.',
  'platform.none':
    'No platform runs where templates may create. The template Realtime platform makes one.',
  'platform.missing':
    '{{name}} was found nowhere; what uses it waits until it is there.',
  'platform.unknown': 'Not known which platforms {{cluster}} has: {{reason}}',
  'platform.optionReady': 'namespace {{namespace}} of {{cluster}}, ready',
  'platform.optionNotReady':
    'namespace {{namespace}} of {{cluster}}, not ready yet',
  'consumerGroup.is':
    'Everything that reads as {{group}} shares the records: each goes to one of them.',
  'duration.is': '{{value}} is {{words}}.',
  'duration.ms_one': '1 millisecond',
  'duration.ms_other': '{{count}} milliseconds',
  'duration.s_one': '1 second',
  'duration.s_other': '{{count}} seconds',
  'duration.m_one': '1 minute',
  'duration.m_other': '{{count}} minutes',
  'duration.h_one': '1 hour',
  'duration.h_other': '{{count}} hours',
  'duration.d_one': '1 day',
  'duration.d_other': '{{count}} days',
  'manifests.title': 'Manifests',
  'manifests.none': 'These answers make no manifest.',
  'manifests.loading': 'Building the manifests',
  'manifests.problems':
    'The manifests cannot be built. Go back and correct this:',
  'manifests.notRendered':
    'No preview: the template computes {{what}} in a way that only the task can. The task validates the manifests before it applies them.',
  'manifests.optionsFailed':
    'Under which API claims are served here could not be read: {{reason}} The manifests show the default.',
  'manifests.notApplied':
    'Written into the repository only. Nothing is applied by this task.',
  'manifests.leftOut':
    'Written into the repository only; the task does not apply it.',
  'manifests.comparing': 'Comparing with {{cluster}}',
  'manifests.compareFailed': 'Not compared with {{cluster}}: {{reason}}',
  'manifests.compared':
    '{{created}} new, {{changed}} changed, {{unchanged}} unchanged, {{refused}} refused, {{unknown}} not known on {{cluster}}. Nothing is sent yet.',
  'manifests.tabs': 'Manifests by kind',
  'manifests.created': 'new',
  'manifests.changed_one': '1 change',
  'manifests.changed_other': '{{count}} changes',
  'manifests.unchanged': 'unchanged',
  'manifests.refused': 'refused',
  'manifests.createdText': 'Does not exist on {{cluster}}; it will be created.',
  'manifests.unchangedText': 'Is on {{cluster}} already, the same.',
  'manifests.changedText': 'Changes a live object on {{cluster}}.',
  'manifests.unknown': 'not known',
  'manifests.unknownText': 'Not known what {{cluster}} would do: {{reason}}',
  'manifests.refusedText': '{{cluster}} would not take it: {{reason}}',
  'manifests.more_one': 'and 1 field more',
  'manifests.more_other': 'and {{count}} fields more',
  'manifests.field': 'Field',
  'manifests.from': 'On the cluster',
  'manifests.to': 'Will be',
  'manifests.notSet': 'not set',
  'manifests.yaml': 'YAML of {{what}}',
  'manifests.copy': 'Copy YAML',
  'manifests.copied': 'Copied',
  'review.asked': 'You asked for',
  'review.change': 'Change',
  'review.changeText': 'Back to the first page, with these answers',
  'review.yes': 'yes',
  'review.no': 'no',
  'review.checked': 'Checked before apply',
  'review.gates': '{{passed}} of {{all}} manifest gates passed',
  'review.gateNames':
    'YAML, fields, rules between fields, references, house rules',
  'review.namesFree': 'Names are free',
  'review.namesTaken': 'A name is taken',
  'review.namesCollide': 'A name is hard to tell from another',
  'review.namesUnknown': 'Not known whether all names are free',
  'review.dryRunAccepted': 'Server dry run accepted',
  'review.noConflict': 'No conflict with another field manager',
  'review.dryRunRefused': 'Server dry run refused',
  'review.dryRunUnknown': 'Server dry run not done',
  'review.dryRunNone': 'Nothing is applied',
  'review.warnings': 'Good to know',
  'review.missing': 'Has to exist on the cluster',
  'review.needed': '{{needed}}, for {{path}}',
  'risk.partitions-grow':
    'Partitions of {{topic}} grow from {{from}} to {{to}}',
  'risk.partitions-grow.to': 'Partitions of {{topic}} grow to {{to}}',
  'risk.partitions-grow.text':
    'Keys move to other partitions; order per key holds only from now on. Cannot be undone.',
  'risk.partitions-shrink': 'Partitions of {{topic}} are {{from}}, not {{to}}',
  'risk.partitions-shrink.to': 'Partitions of {{topic}} cannot become {{to}}',
  'risk.partitions-shrink.text':
    'Kafka never takes partitions away: the topic keeps them, and the platform does not become ready.',
  'risk.retention-shrinks':
    'Retention of {{topic}} goes from {{from}} down to {{to}}',
  'risk.retention-shrinks.to': 'Retention of {{topic}} goes down to {{to}}',
  'risk.retention-shrinks.text':
    'Older records are removed for good, also those that somebody has yet to read.',
  'risk.topic-removed': '{{topic}} is asked for no longer',
  'risk.topic-removed.text':
    'The platform may remove the topic with all its records. Cannot be undone.',
  'reason.userToken':
    'it is spoken to as the user, and no token was given. The task compares with yours before it applies.',
  'token.label': 'Your token for {{cluster}}',
  'token.description':
    'Goes with the task and is kept nowhere: not among the answers, in the log or in the repository.',
  'token.missing':
    '{{cluster}} is spoken to as you. Without a token nothing is created there.',
  'token.needed':
    '{{cluster}} is spoken to as you, and no token was given: go back to the cluster and give yours.',
  'diff.sides':
    'Left: live at {{time}}, version {{version}}. Right: after applying.',
  'diff.label': 'Changes of {{what}}',
  'diff.before': 'Line, live',
  'diff.after': 'Line, after applying',
  'diff.change': 'Change',
  'diff.line': 'YAML',
  'diff.whole': 'Whole file',
  'diff.onlyChanges': 'Changes only',
  'diff.folded_one': '1 unchanged line',
  'diff.folded_other': '{{count}} unchanged lines',
  'diff.others_one': '1 written by other field managers',
  'diff.others_other': '{{count}} written by other field managers',
  'diff.request': 'Will be sent',
  'send.apply': 'Apply to {{cluster}}',
  'send.create': 'Create without applying',
  'send.refused': 'The task was not started: {{reason}}',
} as const;

/** Loaded when somebody reads German, not before. */
export async function loadGerman() {
  const { germanCreateMessages } = await import('./deCreate');
  return { default: germanCreateMessages };
}
