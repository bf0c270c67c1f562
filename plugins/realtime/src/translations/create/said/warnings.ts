/** What the builders of manifests write of what is accepted and does nothing, word for word. */
export const warningMessages = {
  'said.idleTopics':
    'streaming.topics has no effect while streaming.enabled is false',
  'said.idleWebsocket': 'websocket has no effect without the role gateway',
  'said.bridgeDefault':
    'the role bridge reads the MQTT topic ping/messages while streaming.mqttTopic says no other',
  'said.noImage':
    'without image, the service does not run before its first image is built',
  'said.idleCache': 'cache has no effect: no cache is started for a service',
  'said.idleExposeApi':
    'exposeApi has no effect: the route to the service is made by the site',
  'said.idleSnowflake':
    'snowflakeConfig has no effect: nothing is copied into Snowflake by the platform',
  'said.idleLenses':
    'lensesConfig has no effect: Lenses is not started by the platform, and the site brings one',
  'said.idleTargetCpu':
    'scaling.targetCPU has no effect: no part of the platform is scaled by processor use',
  'said.idleMaxReplicas':
    'scaling.maxReplicas has no effect: minReplicas brokers run, and more of them are added by hand',
  'said.needsMysql':
    'database mysql needs a server that exists; no MySQL is started by the platform',
  'said.idleMqtt': 'mqttConfig has no effect while iot is false',
  'said.idleQos':
    'mqttConfig.qosLevel has no effect: each client says how sure it wants to be',
  'said.idleWebSockets':
    'mqttConfig.enableWebSockets has no effect: the broker speaks MQTT over WebSockets, too',
  'said.idleDeadLetter':
    'errorHandling.deadLetterTopic has no effect while the policy is not DEAD_LETTER',
  'said.idleCheckpoints':
    'processing.checkpointInterval has no effect: Lenses commits as it is set up',
  'said.idleState':
    'processing.stateBackend has no effect: Lenses keeps its state as it is set up',
  'said.idleDashboards':
    'dashboards have no effect: people make them, or objects of the site',
  'said.idleAlerts':
    'alerts have no effect: contact points are objects of the site',
  'said.idleProvider':
    'authentication.provider has no effect: people sign in as the program itself does it',
  'said.foreignPlatform':
    '{{name}} refers to the platform {{platform}}, which is not in this application and has to exist',
} as const;
