/** What the server writes of a stream that does not answer; part of its messages. */
export const streamMessages = {
  /** What does not answer. The longer text first: the shorter fits it too. */
  part: {
    brokerOfCluster: 'broker {{broker}} of cluster {{cluster}}',
    broker: 'broker {{broker}}',
    cluster: 'cluster {{cluster}}',
    endpoint: 'endpoint {{endpoint}}',
  },
  /** Why it does not answer, or a partition is not read. */
  link: {
    itRefused: 'the connection was refused',
    refused: 'the connection is refused',
    noName: 'its name cannot be resolved',
    unknownHost: 'the host name is not known',
    nameNotFound: 'the host name cannot be looked up',
    noAnswer: 'no answer',
    late: 'no answer in time',
    noAnswerWithin: 'no answer within {{ms}} ms',
    itIsLate: 'it does not answer in time',
    itIsLateBy: 'it does not answer in {{ms}} ms',
    itClosed: 'it closed the connection',
    itClosedInLogin: 'it closed the connection during login',
    itClosedBeforeTls:
      'it closed the connection before TLS was agreed; it may speak no TLS',
    reset: 'the connection was reset',
    closed: 'the connection was closed',
    closedWith: 'the connection was closed with code {{code}}',
    isClosed: 'the connection is closed',
    wasClosed: 'it was closed',
    failed: 'the connection failed',
    noRoute: 'there is no route to it',
    noHost: 'the host cannot be reached',
    noNetwork: 'the network cannot be reached',
    notKafka:
      'its answer is not the Kafka protocol; it may expect TLS (ssl in app-config)',
    unreadable: 'its answer cannot be read',
    malformed: 'the answer of the broker is cut short or malformed',
    badAddress:
      'A broker in app-config is not of the form host:port. Correct the brokers of this cluster.',
    unknownAuthority:
      'its certificate is not signed by a known authority (ssl.ca in app-config)',
    selfSigned: 'its certificate is self-signed',
    expired: 'its certificate has expired',
    otherName: 'its certificate is for another name',
    noClientCertificate:
      'it did not accept a client certificate (ssl.cert and ssl.key in app-config)',
    certificate: 'the certificate is not accepted',
    noTls: 'TLS could not be agreed',
    credential:
      'Authentication failed: Kafka cluster {{cluster}} refused the user name, password or mechanism. Correct its sasl settings in app-config, or the user at the cluster.',
    notListed: 'the cluster no longer lists it',
    noBroker: 'app-config names no broker',
    status: 'answered with status {{status}}',
    tooLarge: 'a message was too large to take',
    stopped: 'reading stopped unexpectedly',
    noLeader: 'no leader',
    noLeaders: 'the topic has no leaders yet',
    leaderMoving: 'its leader is moving',
    ofBroker: 'broker {{broker}}: {{link}}',
    leaderSilent: 'its leader does not answer',
    noSuchPartition: 'the topic has no such partition',
  },
} as const;
