/**
 * What the builders and the gates of manifests, and the cluster, write of what
 * is wrong, word for word. Of two that fit, the first is taken.
 */
export const problemMessages = {
  'said.differsName': 'differs from the name of the component; leave it out',
  'said.oneOf': 'has to be one of {{values}}',
  'said.doubleName': 'another component has this name; choose another one',
  'said.noComponent': 'add at least one component',
  'said.tooManyVariables': 'has more than 50 variables; leave some out',
  'said.moreThan': 'has more than {{max}}',
  'said.askForOne': 'ask for a service, a platform, or both',
  'said.otherPlatform':
    'names another platform than the one that is made here; use "{{name}}"',
  'said.notAField': 'is not a field here; leave it out',
  'said.missing': 'is missing; give a value',
  'said.entityRef': 'write an entity as group:default/team-a',
  'said.giveName': 'give a name',
  'said.longName':
    'a name has at most {{max}} characters, this one has {{length}}; shorten it',
  'said.platformName':
    'the name of a platform has at most {{max}} characters, as its pods are named after it; shorten it',
  'said.nameForm':
    'a name begins with a small letter, ends with a letter or digit, and has only small letters, digits and dashes between',
  'said.reserved': '"{{name}}" is reserved; choose another name',
  'said.namespaceForm':
    'a namespace has at most {{max}} small letters, digits and dashes, and begins and ends with a letter or digit',
  'said.ownNamespace':
    '"{{name}}" belongs to the cluster itself; choose another namespace',
  'said.giveTopic': 'give the topic a name',
  'said.longTopic':
    'a topic has at most {{max}} characters, this one has {{length}}; shorten it',
  'said.dotTopic': 'a topic cannot be called "." or ".."; choose another name',
  'said.topicForm':
    'a topic has only letters, digits, dots, underscores and dashes',
  'said.kafkaTopic':
    'names that begin with two underscores belong to Kafka itself; choose another name',
  'said.topicTwice': '"{{name}}" is there twice; leave one out',
  'said.topicCollides':
    '"{{name}}" and "{{other}}" are the same in Kafka\'s metrics, which write dots as underscores; rename one',
  'said.cpu': 'write processors as 500m or 2',
  'said.memory': 'write memory as 512Mi or 2Gi',
  'said.nothingAsked': 'is nothing at all; ask for more than 0',
  'said.size': 'write a size as 500Mi or 5Gi',
  'said.duration':
    'write a duration as a number with ms, s, m, h or d, such as 24h',
  'said.tooLong': 'is too long',
  'said.secretName':
    'the name of a Secret has small letters, digits, dots and dashes',
  'said.secretKey':
    'a key of a Secret has letters, digits, dots, dashes and underscores',
  'said.image':
    'write an image with its version, such as registry.example.org/team/service:1.0.0',
  'said.latest':
    'the tag latest does not say which image runs; use a version or a digest',
  'said.mqttTopic': 'an MQTT topic that is published to has no + and no #',
  'said.mqttCharacter': 'has a character that MQTT forbids',
  'said.mqttFilter':
    'in an MQTT filter, + stands for a whole level and # only for the last',
  'said.userName':
    'a user name has letters, digits, dots, dashes and underscores',
  'said.consumerGroup':
    'a consumer group has at most {{max}} letters, digits, dots, dashes and underscores',
  'said.label': 'write letters, digits and dashes',
  'said.oneField': 'write the name of one field',
  'said.heap': 'write a heap as 1536m or 2g',
  'said.variables':
    'names of environment variables are upper case letters, digits and underscores',
  'said.variableSecret':
    'a secret may not be written into a claim; the platform passes its secrets by reference',
  'said.framework': '{{language}} goes with {{framework}}',
  'said.greaterLower': 'is greater than maxReplicas; lower it',
  'said.greater': 'is greater than maxReplicas',
  'said.streamingPlatform': 'streaming needs a platform; choose or make one',
  'said.oneTopic': 'list at least one topic',
  'said.doubleRole': 'has a role twice; leave one out',
  'said.samePort': 'is the port of MQTT too; choose another one',
  'said.manyCopies':
    'more copies than brokers; lower it or raise scaling.minReplicas',
  'said.manyTopicCopies': 'more copies than brokers; lower it',
  'said.noMqtt': 'there is no MQTT broker; set iot or leave the users out',
  'said.threeCopies': 'production keeps three copies of each record; set 3',
  'said.threeBrokers': 'production runs three brokers; set 3 or more',
  'said.snowflakeName': 'is no name that Snowflake knows',
  'said.snowflakeNeeds':
    'Snowflake needs credentialsSecret, database and schema',
  'said.deadLetter': 'DEAD_LETTER needs a topic',
  'said.metabaseKafka':
    'Metabase cannot read Kafka; choose grafana or a database',
  'said.manyStatements': 'holds several statements; write one for each query',
  'said.insertInto': 'has to begin with INSERT INTO and a topic',
  'said.readsNothing': 'reads nothing; add FROM and a topic',
  'said.declareTopics': 'declare its topics in topics.input and topics.output',
  'said.strayOutput': 'writes to "{{name}}", which is not in topics.output',
  'said.strayInput': 'reads "{{name}}", which is not in topics.input',
  'said.secret':
    'a secret is never written into a form or manifest; put it into a Kubernetes Secret and refer to that by name and key',
  'said.secretAddress': 'looks like an address with a password; {{secret}}',
  'said.secretPrivateKey': 'looks like a private key; {{secret}}',
  'said.secretAccessKey': 'looks like an access key; {{secret}}',
  'said.secretToken': 'looks like a token; {{secret}}',
  'said.secretHook': 'looks like the address of a chat hook; {{secret}}',
  'said.secretPassword': 'looks like a password; {{secret}}',
  'said.tooDeep': 'is nested too deeply to be checked',
  'said.noManifest':
    'is no manifest: apiVersion, kind and metadata.name are needed',
  'said.unknownKind':
    '{{kind}} of {{api}} is not known here; known are {{known}}',
  'said.unknownKindTaken': '{{what}} is of a kind that is not known here',
  'said.thereTwiceIn': 'is there twice, first in {{file}}; leave one out',
  'said.thereTwice': 'is there twice; leave one out',
  'said.missingObject':
    'refers to {{needed}}, which is not among these manifests and has to exist on the cluster',
  'said.tooLongText': 'too big: expected string to have <={{max}} characters',
  'said.tooShortText':
    'too small: expected string to have >={{min}} characters',
  'said.tooMany': 'too big: expected array to have <={{max}} items',
  'said.tooFew': 'too small: expected array to have >={{min}} items',
  'said.tooBig': 'too big: expected number to be <={{max}}',
  'said.tooSmall': 'too small: expected number to be >={{min}}',
  'said.wholeNumber': 'invalid input: expected int, received number',
  'said.wrongType': 'invalid input: expected {{type}}, received {{received}}',
  'said.wrongInput': 'invalid input',
  'said.email': 'invalid email address',
  'said.conflict':
    '{{what}} was not applied on the Kubernetes cluster {{cluster}}: {{fields}}: let the other manager give the fields up, or leave them out here.',
  'said.forbidden':
    '{{what}} was not applied on the Kubernetes cluster {{cluster}}: {{reason}}: the credential, of app-config or of the user, lacks this right, or is expired.',
  'said.noNamespace':
    '{{what}} was not applied on the Kubernetes cluster {{cluster}}: {{reason}}: the namespace or the definition of the kind does not exist there.',
  'said.notApplied':
    '{{what}} was not applied on the Kubernetes cluster {{cluster}}: {{reason}}.',
} as const;
