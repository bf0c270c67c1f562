/** The same as `problemMessages` in German. */
export const germanProblemMessages = {
  'said.differsName': 'weicht vom Namen der Komponente ab; weglassen',
  'said.oneOf': 'muss eines davon sein: {{values}}',
  'said.doubleName':
    'eine andere Komponente heißt schon so; einen anderen Namen wählen',
  'said.noComponent': 'mindestens eine Komponente hinzufügen',
  'said.tooManyVariables': 'hat mehr als 50 Variablen; einige weglassen',
  'said.moreThan': 'hat mehr als {{max}}',
  'said.askForOne': 'einen Dienst, eine Plattform oder beides wünschen',
  'said.otherPlatform':
    'nennt eine andere Plattform als die, die hier entsteht; "{{name}}" verwenden',
  'said.notAField': 'ist hier kein Feld; weglassen',
  'said.missing': 'fehlt; einen Wert angeben',
  'said.entityRef': 'eine Entität so schreiben: group:default/team-a',
  'said.giveName': 'einen Namen angeben',
  'said.longName':
    'ein Name hat höchstens {{max}} Zeichen, dieser hat {{length}}; kürzen',
  'said.platformName':
    'der Name einer Plattform hat höchstens {{max}} Zeichen, denn ihre Pods heißen nach ihr; kürzen',
  'said.nameForm':
    'ein Name beginnt mit einem Kleinbuchstaben, endet mit Buchstabe oder Ziffer und hat dazwischen nur Kleinbuchstaben, Ziffern und Bindestriche',
  'said.reserved': '"{{name}}" ist reserviert; einen anderen Namen wählen',
  'said.namespaceForm':
    'ein Namespace hat höchstens {{max}} Kleinbuchstaben, Ziffern und Bindestriche und beginnt und endet mit Buchstabe oder Ziffer',
  'said.ownNamespace':
    '"{{name}}" gehört dem Cluster selbst; einen anderen Namespace wählen',
  'said.giveTopic': 'dem Topic einen Namen geben',
  'said.longTopic':
    'ein Topic hat höchstens {{max}} Zeichen, dieses hat {{length}}; kürzen',
  'said.dotTopic':
    'ein Topic kann nicht "." oder ".." heißen; einen anderen Namen wählen',
  'said.topicForm':
    'ein Topic hat nur Buchstaben, Ziffern, Punkte, Unterstriche und Bindestriche',
  'said.kafkaTopic':
    'Namen mit zwei Unterstrichen am Anfang gehören Kafka selbst; einen anderen wählen',
  'said.topicTwice': '"{{name}}" steht zweimal da; eines weglassen',
  'said.topicCollides':
    '"{{name}}" und "{{other}}" sind in den Metriken von Kafka dasselbe, die Punkte als Unterstriche schreiben; eines umbenennen',
  'said.cpu': 'Prozessoren so schreiben: 500m oder 2',
  'said.memory': 'Speicher so schreiben: 512Mi oder 2Gi',
  'said.nothingAsked': 'ist nichts; mehr als 0 verlangen',
  'said.size': 'eine Größe so schreiben: 500Mi oder 5Gi',
  'said.duration':
    'eine Dauer so schreiben: eine Zahl mit ms, s, m, h oder d, etwa 24h',
  'said.tooLong': 'ist zu lang',
  'said.secretName':
    'der Name eines Secrets hat Kleinbuchstaben, Ziffern, Punkte und Bindestriche',
  'said.secretKey':
    'ein Schlüssel eines Secrets hat Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche',
  'said.image':
    'ein Image mit Version schreiben, etwa registry.example.org/team/service:1.0.0',
  'said.latest':
    'das Tag latest sagt nicht, welches Image läuft; eine Version oder einen Digest verwenden',
  'said.mqttTopic':
    'ein MQTT-Topic, in das gesendet wird, hat kein + und kein #',
  'said.mqttCharacter': 'hat ein Zeichen, das MQTT verbietet',
  'said.mqttFilter':
    'in einem MQTT-Filter steht + für eine ganze Ebene und # nur für die letzte',
  'said.userName':
    'ein Benutzername hat Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche',
  'said.consumerGroup':
    'eine Consumer Group hat höchstens {{max}} Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche',
  'said.label': 'Buchstaben, Ziffern und Bindestriche schreiben',
  'said.oneField': 'den Namen eines Feldes schreiben',
  'said.heap': 'einen Heap so schreiben: 1536m oder 2g',
  'said.variables':
    'Namen von Umgebungsvariablen sind Großbuchstaben, Ziffern und Unterstriche',
  'said.variableSecret':
    'ein Geheimnis darf nicht in einen Claim; die Plattform gibt ihre Geheimnisse als Verweis weiter',
  'said.framework': '{{language}} gehört zu {{framework}}',
  'said.greaterLower': 'ist größer als maxReplicas; senken',
  'said.greater': 'ist größer als maxReplicas',
  'said.streamingPlatform':
    'Streaming braucht eine Plattform; eine wählen oder anlegen',
  'said.oneTopic': 'mindestens ein Topic nennen',
  'said.doubleRole': 'hat eine Rolle zweimal; eine weglassen',
  'said.samePort': 'ist auch der Port von MQTT; einen anderen wählen',
  'said.manyCopies':
    'mehr Kopien als Broker; senken oder scaling.minReplicas erhöhen',
  'said.manyTopicCopies': 'mehr Kopien als Broker; senken',
  'said.noMqtt':
    'es gibt keinen MQTT-Broker; iot setzen oder die Benutzer weglassen',
  'said.threeCopies': 'production hält drei Kopien von jedem Record; 3 setzen',
  'said.threeBrokers': 'production betreibt drei Broker; 3 oder mehr setzen',
  'said.snowflakeName': 'ist kein Name, den Snowflake kennt',
  'said.snowflakeNeeds':
    'Snowflake braucht credentialsSecret, database und schema',
  'said.deadLetter': 'DEAD_LETTER braucht ein Topic',
  'said.metabaseKafka':
    'Metabase kann Kafka nicht lesen; grafana oder eine Datenbank wählen',
  'said.manyStatements':
    'enthält mehrere Anweisungen; für jede Abfrage eine schreiben',
  'said.insertInto': 'muss mit INSERT INTO und einem Topic beginnen',
  'said.readsNothing': 'liest nichts; FROM und ein Topic ergänzen',
  'said.declareTopics': 'ihre Topics in topics.input und topics.output nennen',
  'said.strayOutput':
    'schreibt nach "{{name}}", das nicht in topics.output steht',
  'said.strayInput': 'liest "{{name}}", das nicht in topics.input steht',
  'said.secret':
    'ein Geheimnis steht nie in einem Formular oder Manifest; es gehört in ein Kubernetes-Secret, auf das Name und Schlüssel verweisen',
  'said.secretAddress': 'sieht nach einer Adresse mit Passwort aus; {{secret}}',
  'said.secretPrivateKey':
    'sieht nach einem privaten Schlüssel aus; {{secret}}',
  'said.secretAccessKey': 'sieht nach einem Zugangsschlüssel aus; {{secret}}',
  'said.secretToken': 'sieht nach einem Token aus; {{secret}}',
  'said.secretHook': 'sieht nach der Adresse eines Chat-Hooks aus; {{secret}}',
  'said.secretPassword': 'sieht nach einem Passwort aus; {{secret}}',
  'said.tooDeep': 'ist zu tief verschachtelt, um geprüft zu werden',
  'said.noManifest':
    'ist kein Manifest: apiVersion, kind und metadata.name fehlen',
  'said.unknownKind':
    '{{kind}} von {{api}} ist hier nicht bekannt; bekannt sind {{known}}',
  'said.unknownKindTaken':
    '{{what}} ist von einer Art, die hier nicht bekannt ist',
  'said.thereTwiceIn': 'gibt es zweimal, zuerst in {{file}}; eines weglassen',
  'said.thereTwice': 'gibt es zweimal; eines weglassen',
  'said.missingObject':
    'verweist auf {{needed}}; das ist nicht unter diesen Manifesten und muss auf dem Cluster vorhanden sein',
  'said.tooLongText': 'hat mehr als {{max}} Zeichen',
  'said.tooShortText': 'hat weniger als {{min}} Zeichen',
  'said.tooMany': 'hat mehr als {{max}} Einträge',
  'said.tooFew': 'hat weniger als {{min}} Einträge',
  'said.tooBig': 'ist größer als {{max}}',
  'said.tooSmall': 'ist kleiner als {{min}}',
  'said.wholeNumber': 'ist keine ganze Zahl',
  'said.wrongType':
    'falsche Art von Wert: {{type}} erwartet, {{received}} bekommen',
  'said.wrongInput': 'ist keiner der erlaubten Werte',
  'said.email': 'ist keine E-Mail-Adresse',
  'said.conflict':
    '{{what}} wurde auf dem Kubernetes-Cluster {{cluster}} nicht angewendet: {{fields}}: der andere Manager gibt die Felder ab, oder sie bleiben hier weg.',
  'said.forbidden':
    '{{what}} wurde auf dem Kubernetes-Cluster {{cluster}} nicht angewendet: {{reason}}: der Anmeldung aus app-config oder des Benutzers fehlt dieses Recht, oder sie ist abgelaufen.',
  'said.noNamespace':
    '{{what}} wurde auf dem Kubernetes-Cluster {{cluster}} nicht angewendet: {{reason}}: den Namespace oder die Definition der Art gibt es dort nicht.',
  'said.notApplied':
    '{{what}} wurde auf dem Kubernetes-Cluster {{cluster}} nicht angewendet: {{reason}}.',
};
