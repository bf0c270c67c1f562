import type { PrometheusAuth } from './PrometheusAuth';

/** The same headers for every request, or none: kinds `none`, `basic` and `bearer` with a value. */
export class StaticAuth implements PrometheusAuth {
  static readonly none = new StaticAuth({});

  static basic(username: string, password: string): StaticAuth {
    const pair = Buffer.from(`${username}:${password}`).toString('base64');
    return new StaticAuth({ authorization: `Basic ${pair}` });
  }

  static bearer(token: string): StaticAuth {
    return new StaticAuth({ authorization: `Bearer ${token}` });
  }

  private constructor(
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  async authorise(): Promise<Readonly<Record<string, string>>> {
    return this.headers;
  }

  refused(): boolean {
    return false;
  }
}
