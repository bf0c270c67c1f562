import { spawnSync } from 'node:child_process';

const isRequired = process.env.REALTIME_REQUIRE_REAL === '1';
const isHere = ['java -version', 'mvn -v'].every(
  command => spawnSync('/bin/sh', ['-c', command]).status === 0,
);

/** `describe` where Java and Maven are there or required; a skipped one elsewhere. */
export const describeRealKafka =
  isHere || isRequired ? describe : describe.skip;
