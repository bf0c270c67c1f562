import {
  coreServices,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';

/** A logger that keeps what it is told: `warn: text`. */
export function logLines() {
  const lines: string[] = [];
  const keep = (level: string) => (message: string | Error) =>
    void lines.push(`${level}: ${message}`);
  const logger: LoggerService = {
    error: keep('error'),
    warn: keep('warn'),
    info: keep('info'),
    debug: () => undefined,
    child: () => logger,
  };
  const factory = createServiceFactory({
    service: coreServices.logger,
    deps: {},
    factory: () => logger,
  });
  return { lines, factory };
}
