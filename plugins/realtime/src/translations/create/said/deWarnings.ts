/** The same as `warningMessages` in German. */
export const germanWarningMessages = {
  'said.idleTopics':
    'streaming.topics wirkt nicht, solange streaming.enabled false ist',
  'said.idleWebsocket': 'websocket wirkt nicht ohne die Rolle gateway',
  'said.bridgeDefault':
    'die Rolle bridge liest das MQTT-Topic ping/messages, solange streaming.mqttTopic kein anderes nennt',
  'said.noImage':
    'ohne image läuft der Dienst erst, wenn sein erstes Image gebaut ist',
  'said.idleCache':
    'cache wirkt nicht: für einen Dienst wird kein Cache gestartet',
  'said.idleExposeApi':
    'exposeApi wirkt nicht: die Route zum Dienst richtet der Standort ein',
  'said.idleSnowflake':
    'snowflakeConfig wirkt nicht: die Plattform kopiert nichts nach Snowflake',
  'said.idleLenses':
    'lensesConfig wirkt nicht: die Plattform startet kein Lenses; es kommt vom Standort',
  'said.idleTargetCpu':
    'scaling.targetCPU wirkt nicht: kein Teil der Plattform wächst mit der Prozessorlast',
  'said.idleMaxReplicas':
    'scaling.maxReplicas wirkt nicht: es laufen minReplicas Broker, weitere kommen von Hand dazu',
  'said.needsMysql':
    'database mysql braucht einen Server, den es schon gibt; die Plattform startet kein MySQL',
  'said.idleMqtt': 'mqttConfig wirkt nicht, solange iot false ist',
  'said.idleQos':
    'mqttConfig.qosLevel wirkt nicht: jeder Client sagt selbst, wie sicher er es will',
  'said.idleWebSockets':
    'mqttConfig.enableWebSockets wirkt nicht: der Broker spricht MQTT auch über WebSockets',
  'said.idleDeadLetter':
    'errorHandling.deadLetterTopic wirkt nicht, solange policy nicht DEAD_LETTER ist',
  'said.idleCheckpoints':
    'processing.checkpointInterval wirkt nicht: Lenses schreibt fest, wie es eingerichtet ist',
  'said.idleState':
    'processing.stateBackend wirkt nicht: Lenses hält seinen Zustand, wie es eingerichtet ist',
  'said.idleDashboards':
    'dashboards wirken nicht: Menschen legen sie an, oder Objekte des Standorts',
  'said.idleAlerts':
    'alerts wirken nicht: Kontaktpunkte sind Objekte des Standorts',
  'said.idleProvider':
    'authentication.provider wirkt nicht: angemeldet wird, wie es das Programm selbst tut',
  'said.foreignPlatform':
    '{{name}} verweist auf die Plattform {{platform}}; sie ist nicht in dieser Application und muss schon da sein',
};
