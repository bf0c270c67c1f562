import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from './say.mjs';

const DEFAULT_PORT = 7007;

export const START_HELP = `npm start -- [options]

Starts a sandbox with records flowing, and a portal that shows them.

  --port N            port of the portal (default ${DEFAULT_PORT}; the next free one when taken)
  --kafka HOST:PORT   use this Kafka instead of one of the sandbox; the
                      ping-pong service creates its topics there
  --prometheus WHICH  auto, real or standin: the Prometheus of the sandbox is
                      one that is installed here, or one of its own (default)
  --config FILE       app-config file layered over the others; may be repeated
  --no-sandbox        start no sandbox; every address comes from --config
  --verbose           show the log of the portal
  --help              this text

Ctrl-C stops everything.`;

const OPTIONS = {
  port: { type: 'string' },
  kafka: { type: 'string' },
  prometheus: { type: 'string' },
  config: { type: 'string', multiple: true },
  'no-sandbox': { type: 'boolean' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean' },
};

/**
 * The command line of `npm start` as values.
 * UserError for an option that does not exist or a value that makes no sense.
 */
export function readStartOptions(args) {
  const values = parse(args);
  return {
    port: readPort(values.port),
    kafka: readKafka(values.kafka),
    prometheus: readPrometheus(values.prometheus),
    configs: (values.config ?? []).map(file => resolve(file)),
    withSandbox: !values['no-sandbox'],
    verbose: values.verbose ?? false,
    help: values.help ?? false,
  };
}

function parse(args) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new UserError(`${error.message}\n\n${START_HELP}`);
  }
}

function readPort(text) {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new UserError(`--port takes a number from 1 to 65535, not "${text}".`);
}

function readKafka(text) {
  if (text === undefined || /^[^\s:/]+:\d{1,5}$/.test(text)) return text;
  throw new UserError(`--kafka takes HOST:PORT, not "${text}".`);
}

function readPrometheus(text = 'standin') {
  if (['auto', 'real', 'standin'].includes(text)) return text;
  throw new UserError(
    `--prometheus takes auto, real or standin, not "${text}".`,
  );
}
