import { closingMessages } from './closingMessages';

/** Why the server shows no stream, or not this record; part of its messages. */
export const refusalMessages = {
  refusal: {
    notFound:
      'No entity {{entity}} that you may see. Check the name, or ask its owner for access.',
    notDeclared:
      '{{entity}} does not declare {{stream}}. Add it to an annotation in catalog-info.yaml.',
    notAllowed:
      'No rule under realtime.access.allow lets {{entity}} use {{title}} of {{system}}. The platform team can add one.',
    groupNotAllowed:
      'No rule under realtime.access.allow lets {{entity}} show the group {{group}} of {{system}}. The platform team can add one.',
    rolloutNotAllowed:
      'No rule under realtime.access.allow lets {{entity}} show the rollout {{rollout}}. The platform team can add one with rollouts.',
    rolloutNotDeclared:
      '{{entity}} does not declare the rollout {{rollout}}. Add it to the annotation backstage-realtime.io/rollout in catalog-info.yaml.',
    noKubernetes:
      'app-config has no Kubernetes cluster named {{name}}. Correct the annotation, or ask the platform team to add it.',
    states: 'This page watches {{n}} of {{max}} states. Close one of its views',
    healthLimit:
      'Health of {{max}} entities is being read already. Close some pages, or raise {{setting}}.',
    rolloutsLimit:
      'Rollouts of {{max}} entities are shown already. Close some pages, or raise {{setting}}.',
    metricsLimit:
      'Metrics of {{max}} rollouts are being read already. Close some pages, or raise {{setting}}.',
    watchesLimit:
      '{{max}} watches of Kubernetes clusters are open already. Close some pages, or raise {{setting}}.',
    noCluster:
      'app-config has no Kafka cluster named {{name}}. Correct the annotation, or ask the platform team to add it.',
    noClusterIsSet:
      'No Kafka cluster {{name}} is configured. Add it to app-config or correct the annotation.',
    noBroker:
      'app-config has no MQTT broker named {{name}}. Correct the annotation, or ask the platform team to add it.',
    noEndpoint:
      'app-config has no WebSocket endpoint named {{name}}. Correct the annotation, or ask the platform team to add it.',
    recordsOff:
      'Records are switched off for {{system}}; counts are open. The platform team switches them on with records.enabled.',
    permissionOwner:
      'Missing permission {{permission}} on {{entity}}; {{owner}} can help.',
    permission: 'Missing permission {{permission}} on {{entity}}.',
    userLimit:
      'You watch {{n}} of {{max}} streams: {{names}}. Close one, or ask the platform team to raise {{setting}}',
    serverLimit:
      '{{n}} of {{max}} streams of this server are open. Try again later, or ask the platform team to raise {{setting}}',
    entityLimit:
      '{{n}} of {{max}} streams of {{entity}} are open. Try again later, or ask the platform team to raise {{setting}}',
    ringBudget:
      'This server reads {{n}} streams, as many as {{size}} of raw records are enough for. Try again later, or ask the platform team to raise {{setting}}',
    noTopic:
      'Kafka cluster {{cluster}} has no topic {{topic}}, or its credential may not see it. Check the annotation, or create the topic.',
    notAuthorised:
      'The credential of Kafka cluster {{cluster}} may not read topic {{topic}}. Grant it READ and DESCRIBE on the topic.',
    mqttFilter:
      'MQTT broker {{broker}} refused the topic filter {{filter}}; ask its owner for the right to subscribe',
    mqttLogin:
      'MQTT broker {{broker}} refused the connection (return code {{code}}); check its username and password in app-config',
    endpoint:
      'Endpoint {{endpoint}} refused the connection with status {{status}}; check its headers in app-config',
    changed:
      'What you may see of {{stream}} differs from when it was opened. Open it again',
    noHistory:
      'This source keeps no history. Start from the latest records, or from the last few that are still held.',
    noPlace:
      'The place to continue from cannot be read. Start from the latest records instead.',
    historyBudget:
      'Reading history stopped after {{n}} records. Continue from here, or narrow the start.',
    noResume:
      'The position to resume at cannot be read. Start from another position.',
    notHeld:
      'Partition {{partition}} holds no record at offset {{offset}} any more. Retention or compaction removed it, or it never was one',
    tooLarge:
      'The record at offset {{offset}} of partition {{partition}} is over the size limit. The platform team can raise {{setting}}',
    damaged:
      'The record at offset {{offset}} of partition {{partition}} cannot be read: {{damage}}. Ask who runs the cluster to look at this partition',
    notReadable:
      'Partition {{partition}} cannot be read now: {{link}}. Try again when the cluster has elected one',
    silent: '{{part}} does not answer: {{link}}. Try again later',
    silentCluster:
      'No broker of Kafka cluster {{cluster}} answers: {{link}}. Try again later.',
    tooManyRecords:
      'You asked for {{n}} of {{max}} single records a minute. Wait {{seconds}} s, or ask the platform team to raise {{setting}}',
    tooManyTickets:
      'You asked for {{n}} of {{max}} tickets a minute. Wait {{seconds}} s, or close pages that reconnect all the time',
    notUnderstood: 'The request is not understood: {{why}}',
    kindNotRead:
      'This installation reads no {{kind}} streams. Ask the platform team to configure "{{system}}".',
    oldBroker:
      'The Kafka broker speaks no version of {{api}} that is understood here; it needs Kafka 0.11 or newer.',
    stoppingServer: 'The server is shutting down. Try again in a moment.',
    fault:
      'Something unexpected happened on the server; its log has the details. Open the stream again.',
    faultOf:
      '{{stream}} could not be opened or changed: an unexpected fault. Try again; the server log has viewer {{viewer}}',
    ...closingMessages,
  },
} as const;
