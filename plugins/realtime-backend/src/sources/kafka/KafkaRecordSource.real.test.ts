import { spawnSync } from 'node:child_process';
import { startRealKafka } from '@backstage-realtime/sandbox';
import { apacheKafkaOnly } from './contract/apacheKafkaOnly';
import { kafkaRecordSourceContract } from './contract/kafkaRecordSourceContract';

const isRequired = process.env.REALTIME_REQUIRE_REAL === '1';
const isHere = ['java -version', 'mvn -v'].every(
  command => spawnSync('/bin/sh', ['-c', command]).status === 0,
);

if (isHere || isRequired) {
  kafkaRecordSourceContract('Apache Kafka', () => startRealKafka());
  apacheKafkaOnly(() => startRealKafka());
} else {
  it.skip('KafkaRecordSource on Apache Kafka (needs Java 17 and Maven)', () => {
    expect(isHere).toBe(true);
  });
}
