import { spawnSync } from 'node:child_process';
import { RealKafka } from '../real/RealKafka';
import { kafkaContract } from './kafkaContract';

const isRequired = process.env.REALTIME_REQUIRE_REAL === '1';
const isHere = ['java -version', 'mvn -v'].every(
  command => spawnSync('/bin/sh', ['-c', command]).status === 0,
);

if (isHere || isRequired) {
  kafkaContract('Apache Kafka', () => RealKafka.start());
} else {
  it.skip('Apache Kafka keeps the Kafka contract (no Java and Maven)', () => {});
}
