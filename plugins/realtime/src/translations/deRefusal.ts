import { germanClosingMessages } from './deClosing';

/** German for why the server shows no stream, or not this record. */
export const germanRefusalMessages = {
  'refusal.notFound':
    'Keine Entität {{entity}}, die Sie sehen dürfen. Namen prüfen, oder beim Eigentümer um Zugang bitten.',
  'refusal.notDeclared':
    '{{entity}} gibt {{stream}} nicht an. In einer Annotation in catalog-info.yaml ergänzen.',
  'refusal.notAllowed':
    'Keine Regel unter realtime.access.allow lässt {{entity}} {{title}} von {{system}} benutzen. Das Plattform-Team kann eine ergänzen.',
  'refusal.groupNotAllowed':
    'Keine Regel unter realtime.access.allow lässt {{entity}} die Gruppe {{group}} von {{system}} zeigen. Das Plattform-Team kann eine ergänzen.',
  'refusal.rolloutNotAllowed':
    'Keine Regel unter realtime.access.allow lässt {{entity}} den Rollout {{rollout}} zeigen. Das Plattform-Team kann eine mit rollouts ergänzen.',
  'refusal.rolloutNotDeclared':
    '{{entity}} gibt den Rollout {{rollout}} nicht an. In der Annotation backstage-realtime.io/rollout in catalog-info.yaml ergänzen.',
  'refusal.noKubernetes':
    'app-config hat keinen Kubernetes-Cluster namens {{name}}. Die Annotation berichtigen, oder das Plattform-Team um den Eintrag bitten.',
  'refusal.states':
    'Diese Seite beobachtet {{n}} von {{max}} Zuständen. Eine ihrer Ansichten schließen',
  'refusal.healthLimit':
    'Der Zustand von {{max}} Entitäten wird schon gelesen. Einige Seiten schließen, oder {{setting}} erhöhen.',
  'refusal.rolloutsLimit':
    'Rollouts von {{max}} Entitäten werden schon gezeigt. Einige Seiten schließen, oder {{setting}} erhöhen.',
  'refusal.metricsLimit':
    'Metriken von {{max}} Rollouts werden schon gelesen. Einige Seiten schließen, oder {{setting}} erhöhen.',
  'refusal.watchesLimit':
    '{{max}} Beobachtungen von Kubernetes-Clustern sind schon offen. Einige Seiten schließen, oder {{setting}} erhöhen.',
  'refusal.noCluster':
    'app-config hat keinen Kafka-Cluster namens {{name}}. Die Annotation berichtigen, oder das Plattform-Team um den Eintrag bitten.',
  'refusal.noClusterIsSet':
    'Kein Kafka-Cluster {{name}} ist eingerichtet. In app-config ergänzen, oder die Annotation berichtigen.',
  'refusal.noBroker':
    'app-config hat keinen MQTT-Broker namens {{name}}. Die Annotation berichtigen, oder das Plattform-Team um den Eintrag bitten.',
  'refusal.noEndpoint':
    'app-config hat keinen WebSocket-Endpunkt namens {{name}}. Die Annotation berichtigen, oder das Plattform-Team um den Eintrag bitten.',
  'refusal.recordsOff':
    'Records sind für {{system}} ausgeschaltet; Zahlen sind offen. Das Plattform-Team schaltet sie mit records.enabled ein.',
  'refusal.permissionOwner':
    'Das Recht {{permission}} an {{entity}} fehlt; {{owner}} kann helfen.',
  'refusal.permission': 'Das Recht {{permission}} an {{entity}} fehlt.',
  'refusal.userLimit':
    'Sie sehen {{n}} von {{max}} Streams zu: {{names}}. Einen schließen, oder das Plattform-Team bitten, {{setting}} zu erhöhen.',
  'refusal.serverLimit':
    '{{n}} von {{max}} Streams dieses Servers sind offen. Später noch einmal versuchen, oder das Plattform-Team bitten, {{setting}} zu erhöhen.',
  'refusal.entityLimit':
    '{{n}} von {{max}} Streams von {{entity}} sind offen. Später noch einmal versuchen, oder das Plattform-Team bitten, {{setting}} zu erhöhen.',
  'refusal.ringBudget':
    'Dieser Server liest {{n}} Streams, so viele, wie {{size}} roher Records erlauben. Später noch einmal versuchen, oder das Plattform-Team bitten, {{setting}} zu erhöhen',
  'refusal.noTopic':
    'Kafka-Cluster {{cluster}} hat kein Topic {{topic}}, oder seine Anmeldung darf es nicht sehen. Die Annotation prüfen, oder das Topic anlegen.',
  'refusal.notAuthorised':
    'Die Anmeldung des Kafka-Clusters {{cluster}} darf das Topic {{topic}} nicht lesen. Sie braucht READ und DESCRIBE auf dem Topic.',
  'refusal.mqttFilter':
    'MQTT-Broker {{broker}} hat den Filter {{filter}} abgelehnt; beim Eigentümer um das Recht bitten, ihn zu abonnieren',
  'refusal.mqttLogin':
    'MQTT-Broker {{broker}} hat die Verbindung abgelehnt (Code {{code}}); Benutzer und Passwort in app-config prüfen',
  'refusal.endpoint':
    'Endpunkt {{endpoint}} hat die Verbindung mit Status {{status}} abgelehnt; seine Header in app-config prüfen',
  'refusal.changed':
    'Was Sie von {{stream}} sehen dürfen, ist anders als beim Öffnen. Noch einmal öffnen',
  'refusal.noHistory':
    'Diese Quelle behält keine früheren Records. Mit den nächsten beginnen, oder mit den letzten, die noch hier liegen.',
  'refusal.noPlace':
    'Die Stelle, an der es weitergehen soll, ist nicht lesbar. Stattdessen mit den nächsten Records beginnen.',
  'refusal.historyBudget':
    'Nach {{n}} früheren Records wurde aufgehört zu lesen. Von hier an weiterlesen, oder den Anfang enger fassen.',
  'refusal.noResume':
    'Die Stelle zum Fortsetzen ist nicht lesbar. An einer anderen Stelle beginnen.',
  'refusal.notHeld':
    'Partition {{partition}} hat an Offset {{offset}} keinen Record mehr. Aufbewahrung oder Compaction hat ihn entfernt, oder es gab nie einen',
  'refusal.tooLarge':
    'Der Record an Offset {{offset}} der Partition {{partition}} ist größer als erlaubt. Das Plattform-Team kann {{setting}} erhöhen',
  'refusal.damaged':
    'Der Record an Offset {{offset}} der Partition {{partition}} ist nicht lesbar: {{damage}}. Wer den Cluster betreibt, sollte diese Partition ansehen',
  'refusal.notReadable':
    'Partition {{partition}} ist jetzt nicht lesbar: {{link}}. Noch einmal versuchen, wenn der Cluster einen gewählt hat',
  'refusal.silent':
    '{{part}} antwortet nicht: {{link}}. Später noch einmal versuchen',
  'refusal.silentCluster':
    'Kein Broker des Kafka-Clusters {{cluster}} antwortet: {{link}}. Später noch einmal versuchen.',
  'refusal.tooManyRecords':
    'Sie haben in einer Minute {{n}} von {{max}} einzelnen Records abgerufen. {{seconds}} s warten, oder das Plattform-Team bitten, {{setting}} zu erhöhen',
  'refusal.tooManyTickets':
    'Sie haben in einer Minute {{n}} von {{max}} Tickets angefordert. {{seconds}} s warten, oder Seiten schließen, die sich ständig neu verbinden',
  'refusal.notUnderstood': 'Die Anfrage wird nicht verstanden: {{why}}',
  'refusal.kindNotRead':
    'Diese Installation liest keine Streams der Art {{kind}}. Das Plattform-Team bitten, „{{system}}“ einzurichten.',
  'refusal.oldBroker':
    'Der Kafka-Broker spricht keine Version von {{api}}, die hier verstanden wird; nötig ist Kafka 0.11 oder neuer.',
  'refusal.stoppingServer':
    'Der Server wird heruntergefahren. Gleich noch einmal versuchen.',
  'refusal.fault':
    'Auf dem Server ist etwas Unerwartetes geschehen; sein Log hat die Einzelheiten. Den Stream noch einmal öffnen.',
  'refusal.faultOf':
    '{{stream}} ließ sich nicht öffnen oder ändern: ein unerwarteter Fehler. Noch einmal versuchen; im Log des Servers steht der Betrachter {{viewer}}',
  ...germanClosingMessages,
};
