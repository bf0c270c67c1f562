import { PrometheusClient } from '../PrometheusClient';
import type { PrometheusFailure } from '../PrometheusFailure';
import { FakePrometheus, type Answer } from './FakePrometheus';

/** For the tests of one file: a server that answers as a test says, and clients of it. */
export function useClient() {
  const running: { server?: FakePrometheus } = {};

  const prometheus = (): FakePrometheus => {
    if (!running.server) throw new Error('the server runs within tests only');
    return running.server;
  };

  beforeEach(async () => {
    running.server = await FakePrometheus.start();
  });

  afterEach(() => prometheus().stop());

  return {
    prometheus,
    client: (more: object = {}) =>
      PrometheusClient.create({
        name: 'prod',
        url: `${prometheus().url}/base/`,
        auth: { type: 'none' },
        timeoutMs: 20_000,
        ...more,
      }),
    answer: (what: Answer) => {
      prometheus().answer = () => what;
    },
  };
}

/** What a query that must fail fails with; no address may be in it. */
export async function failureOf(
  work: Promise<unknown>,
): Promise<PrometheusFailure> {
  const error = await work.then(
    () => undefined,
    (fault: PrometheusFailure) => fault,
  );
  const said = JSON.stringify([error?.message, error?.missing, error?.cause]);
  expect(said).not.toMatch(/127\.0\.0\.1|secret/);
  return error!;
}
