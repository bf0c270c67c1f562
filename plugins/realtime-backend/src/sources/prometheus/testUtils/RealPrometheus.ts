import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setInterval } from 'node:timers/promises';
import { PrometheusProcess } from '@backstage-realtime/sandbox';
import { PrometheusClient } from '../PrometheusClient';
import { podSamples } from './podSamples';

const START_MS = 60_000;

/** An installed Prometheus that scrapes {@link podSamples} every second. */
export class RealPrometheus {
  /** `path`: of the program, see `findPrometheus` of the sandbox. */
  static async start(path: string): Promise<RealPrometheus> {
    const target = createServer((_, response) => response.end(exposition()));
    await once(target.listen(0, '127.0.0.1'), 'listening');
    const { port } = target.address() as AddressInfo;
    const process = await PrometheusProcess.start(path, port);
    const real = new RealPrometheus(process, target);
    await real.untilScraped();
    return real;
  }

  private constructor(
    private readonly process: PrometheusProcess,
    private readonly target: Server,
  ) {}

  get url(): string {
    return this.process.url;
  }

  async close(): Promise<void> {
    await this.process.close();
    this.target.closeAllConnections();
    await new Promise(resolve => this.target.close(resolve));
  }

  /** Rates need two samples; four leave room for one that came late. */
  private async untilScraped(): Promise<void> {
    const client = PrometheusClient.create({
      name: 'real',
      url: this.url,
      auth: { type: 'none' },
      timeoutMs: 2_000,
    });
    const signal = AbortSignal.timeout(START_MS);
    for await (const _ of setInterval(200, undefined, { signal })) {
      const asked = client.query(
        'min(count_over_time(websocket_connections[1m]))',
      );
      const answer = await asked.catch(() => undefined);
      if ((answer?.data[0]?.samples[0].value ?? 0) >= 4) return;
    }
  }
}

/** Counters that grow with the clock. */
function exposition(): string {
  const lines = podSamples(Date.now() / 1000).map(({ labels, value }) => {
    const { __name__: name, ...rest } = labels;
    const pairs = Object.entries(rest).map(
      ([label, text]) => `${label}=${JSON.stringify(text)}`,
    );
    return `${name}{${pairs.join(',')}} ${value}`;
  });
  return `${lines.join('\n')}\n`;
}
