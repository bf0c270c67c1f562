import { Partitioners } from 'kafkajs';
import { PONG_TOPIC } from '../pingpong/topics';
import type { Incident } from './Incident';

/**
 * Looks like Avro of a schema registry (magic byte 0, schema id 42), but there
 * is no such schema and the rest is no Avro.
 */
export const POISON_VALUE = Buffer.from('000000002affdeadbeef80', 'hex');

export const poisonRecord: Incident = {
  name: 'poison-record',
  summary: 'one record that no decoder can read is written to pong_topic',
  run: async ({ pingPong }) => {
    const producer = pingPong.kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    try {
      await producer.send({
        topic: PONG_TOPIC,
        messages: [{ key: 'poison', value: POISON_VALUE }],
      });
    } finally {
      await producer.disconnect();
    }
  },
};
