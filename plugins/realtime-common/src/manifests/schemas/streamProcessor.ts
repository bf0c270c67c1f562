import { z } from 'zod';
import { readStreamSql } from '../rules/streamSql';
import { duration, serviceName, topicName } from './parts';

const query = z.strictObject({
  name: serviceName,
  sql: z.string().min(1).max(16_384),
  enabled: z.boolean().default(true),
});

const topics = z.strictObject({
  input: z.array(topicName).min(1).max(32),
  output: z.array(topicName).min(1).max(32),
});

const errorHandling = z
  .strictObject({
    policy: z.enum(['RETRY', 'IGNORE', 'DEAD_LETTER']).default('RETRY'),
    retries: z.int().min(0).max(100).default(3),
    deadLetterTopic: topicName.optional(),
  })
  .refine(
    ({ policy, deadLetterTopic }) =>
      policy !== 'DEAD_LETTER' || deadLetterTopic !== undefined,
    { path: ['deadLetterTopic'], message: 'DEAD_LETTER needs a topic' },
  );

const processing = z.strictObject({
  parallelism: z.int().min(1).max(256).default(1),
  checkpointInterval: duration.default('30s'),
  stateBackend: z.enum(['memory', 'rocksdb']).default('memory'),
});

const fields = z.strictObject({
  name: serviceName,
  realtime: serviceName.optional(),
  queries: z.array(query).max(32).optional(),
  topics: topics.optional(),
  errorHandling: errorHandling.optional(),
  processing: processing.optional(),
});

/**
 * Properties of a `stream-processor` component. Each query reads declared
 * inputs and writes one declared output.
 */
export const streamProcessor = fields.superRefine((spec, ctx) => {
  for (const [index, { sql }] of (spec.queries ?? []).entries()) {
    const message = whyNotRunnable(sql, spec.topics);
    const path = ['queries', index, 'sql'];
    if (message) ctx.addIssue({ code: 'custom', path, message });
  }
});

function whyNotRunnable(
  sql: string,
  declared: z.output<typeof topics> | undefined,
): string | undefined {
  const read = readStreamSql(sql);
  if ('problem' in read) return read.problem;
  if (!declared) return 'declare its topics in topics.input and topics.output';
  if (!declared.output.includes(read.target))
    return `writes to "${read.target}", which is not in topics.output`;
  const stray = read.sources.find(each => !declared.input.includes(each));
  return stray === undefined
    ? undefined
    : `reads "${stray}", which is not in topics.input`;
}
