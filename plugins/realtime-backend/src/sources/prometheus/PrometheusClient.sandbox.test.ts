import { PrometheusApi } from '@backstage-realtime/sandbox';
import { prometheusContract } from './contract/prometheusContract';
import { podSamples } from './testUtils/podSamples';

/** Seconds of counting that are there at the start. */
const PAST_S = 60;

prometheusContract('the API of the sandbox', async () => {
  const api = await PrometheusApi.start();
  const nowMs = Date.now();
  for (let second = -PAST_S; second <= 0; second += 1) {
    for (const { labels, value } of podSamples(PAST_S + second))
      api.store.append(labels, nowMs + second * 1_000, value);
  }
  return api;
});
