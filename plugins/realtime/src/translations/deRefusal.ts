/** German for why the server shows no stream. */
export const germanRefusalMessages = {
  'refusal.notFound':
    'Keine Entität {{entity}}, die Sie sehen dürfen. Namen prüfen, oder beim Eigentümer um Zugang bitten.',
  'refusal.notDeclared':
    '{{entity}} gibt {{stream}} nicht an. In einer Annotation in catalog-info.yaml ergänzen.',
  'refusal.notAllowed':
    'Keine Regel unter realtime.access.allow lässt {{entity}} {{title}} von {{system}} benutzen. Das Plattform-Team kann eine ergänzen.',
  'refusal.noCluster':
    'app-config hat keinen Kafka-Cluster namens {{name}}. Die Annotation berichtigen, oder das Plattform-Team um den Eintrag bitten.',
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
};
