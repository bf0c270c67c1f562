import type { Kind } from '../../../model/Kind';
import type { KubernetesObject } from '../../../model/KubernetesObject';
import { findPlatform } from '../../findPlatform';
import type { InternalClient } from '../../InternalClient';
import { lensesSecretOf } from '../../platformSecrets';
import { findMissingKey, readSecret } from '../../secrets';
import type { KafkaTopics } from '../../topics';
import { idOf, type Player, type Verdict } from '../component';
import { judgeProcessor, type JobState } from '../verdicts';
import { nameOfJob, queriesOf, topicsOf, type ProcessorPart } from './queries';
import { submitQuery, type Lenses } from './submitQuery';

export interface ProcessorPlayerParts {
  client: InternalClient;
  platformKind: Kind;
  topics: KafkaTopics;
}

const LENSES_KEYS = ['LENSES_URL', 'LENSES_TOKEN', 'LENSES_ENVIRONMENT'];

/** One Job: other queries are another one. */
interface Job extends JobState {
  name: string;
  reason?: string;
}

/**
 * `stream-processor`: the topics that its queries write, and the Job that
 * submits them to the Lenses of the platform. The sandbox has no Lenses and
 * runs no queries. Where the Secret of one is brought, that one is asked;
 * otherwise the component waits, as its pod would.
 */
export class ProcessorPlayer implements Player<ProcessorPart['properties']> {
  readonly #parts: ProcessorPlayerParts;
  readonly #jobs = new Map<string, Job>();

  constructor(parts: ProcessorPlayerParts) {
    this.#parts = parts;
  }

  workload() {
    return { apiVersion: 'batch/v1', kind: 'Job' };
  }

  async ensure(part: ProcessorPart): Promise<Verdict> {
    const { application, namespace, properties } = part;
    const { realtime = application.metadata.name } = properties;
    const job = this.#jobOf(part);
    const platform = findPlatform(namespace, realtime, this.#parts);
    if ('progress' in platform) {
      const { message, refusal = message } = platform.progress;
      return judge(job, refusal);
    }
    await this.#parts.topics.create(topicsOf(properties), platform.spec);
    const secret = lensesSecretOf(realtime);
    const missing = findMissingKey(
      this.#parts.client,
      namespace,
      LENSES_KEYS.map(key => ({ name: secret, key })),
    );
    if (missing) {
      return judge(
        job,
        `${missing}; Lenses is brought by whoever has a licence`,
      );
    }
    const lenses = readSecret(this.#parts.client, namespace, secret);
    return this.#submit(part, job, lenses as unknown as Lenses);
  }

  list(application: KubernetesObject): string[] {
    const prefix = idOf(application, '');
    return [...this.#jobs.keys()]
      .filter(id => id.startsWith(prefix))
      .map(id => id.slice(prefix.length));
  }

  /** Topics stay, as do those of a claim; so does what Lenses runs. */
  async remove(application: KubernetesObject, name: string): Promise<void> {
    this.#jobs.delete(idOf(application, name));
  }

  #jobOf(part: ProcessorPart): Job {
    const id = idOf(part.application, part.name);
    const name = nameOfJob(part);
    const known = this.#jobs.get(id);
    const job =
      known?.name === name ? known : { name, succeeded: 0, failed: 0 };
    this.#jobs.set(id, job);
    return job;
  }

  /** One attempt; further ones are left to whoever asks again later. */
  async #submit(
    part: ProcessorPart,
    job: Job,
    lenses: Lenses,
  ): Promise<Verdict> {
    const { retries = 3 } = part.properties.errorHandling ?? {};
    if (job.succeeded > 0 || job.failed > retries) {
      return judge(job, job.reason);
    }
    for (const query of queriesOf(part)) {
      const problem = await submitQuery(lenses, query);
      if (problem) {
        job.failed += 1;
        job.reason = problem;
        return { ...judge(job, problem), isTriedAgain: job.failed <= retries };
      }
    }
    job.succeeded = 1;
    job.reason = undefined;
    return judge(job);
  }
}

function judge(job: Job, reason?: string): Verdict {
  return {
    ...judgeProcessor(job),
    ...(reason !== undefined && { reason }),
    details: { job: job.name },
  };
}
