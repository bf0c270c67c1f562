import type { Kafka } from 'kafkajs';

/** Counts what all admin clients of `kafka` ask from now on. */
export function countRequests(kafka: Pick<Kafka, 'admin'>): () => number {
  let requests = 0;
  const create = kafka.admin.bind(kafka);
  kafka.admin = options => {
    const admin = create(options);
    admin.on(admin.events.REQUEST, () => requests++);
    return admin;
  };
  return () => requests;
}
