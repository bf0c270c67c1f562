import { spawnSync } from 'node:child_process';
import { RealKafka } from '../real/RealKafka';
import { kafkaContract } from './kafkaContract';

const isRequired = process.env.REALTIME_REQUIRE_REAL === '1';
const isHere = ['java -version', 'mvn -v'].every(
  command => spawnSync('/bin/sh', ['-c', command]).status === 0,
);

kafkaContract(
  'Apache Kafka',
  () => RealKafka.start(),
  isHere || isRequired ? describe : describe.skip,
);
