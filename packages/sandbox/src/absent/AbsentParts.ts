import { AbsentHttp } from './AbsentHttp';
import { AbsentPostgres } from './AbsentPostgres';

/**
 * What a platform has and the sandbox does not run. Secrets name hosts that
 * exist all the same, and whoever connects is told the truth.
 */
export class AbsentParts {
  private constructor(
    private readonly database: AbsentPostgres,
    private readonly metabase: AbsentHttp,
    private readonly lenses: AbsentHttp,
  ) {}

  static async start(): Promise<AbsentParts> {
    const [database, metabase, lenses] = await Promise.all([
      AbsentPostgres.start(notHere('PostgreSQL')),
      AbsentHttp.start(notHere('Metabase')),
      AbsentHttp.start(notHere('Lenses')),
    ]);
    return new AbsentParts(database, metabase, lenses);
  }

  get urls() {
    return {
      databaseUrl: this.database.url,
      metabaseUrl: this.metabase.url,
      lensesUrl: this.lenses.url,
    };
  }

  async close(): Promise<void> {
    const parts = [this.database, this.metabase, this.lenses];
    await Promise.all(parts.map(part => part.close()));
  }
}

function notHere(program: string): string {
  return `${program} does not run in the sandbox; a cluster with the platform's definitions starts it.`;
}
