/** Why the server shows no stream; part of its messages. */
export const refusalMessages = {
  refusal: {
    notFound:
      'No entity {{entity}} that you may see. Check the name, or ask its owner for access.',
    notDeclared:
      '{{entity}} does not declare {{stream}}. Add it to an annotation in catalog-info.yaml.',
    notAllowed:
      'No rule under realtime.access.allow lets {{entity}} use {{title}} of {{system}}. The platform team can add one.',
    noCluster:
      'app-config has no Kafka cluster named {{name}}. Correct the annotation, or ask the platform team to add it.',
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
  },
} as const;
