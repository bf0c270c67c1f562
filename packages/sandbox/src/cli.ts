import { parseArgs } from 'node:util';
import { ControlClient } from './control/ControlClient';
import { defaultStateFile, readState } from './control/stateFile';
import { HELP } from './help';
import type { KafkaChoice } from './kafka/chooseKafka';
import { buildKubeconfig } from './kubernetes/buildKubeconfig';
import { printStatus } from './printStatus';
import type { PrometheusChoice } from './prometheus/choosePrometheus';
import { startSandbox } from './Sandbox';

export interface CliWorld {
  /** One line to the person, without its line end. */
  print: (line: string) => void;
  stateFile: string;
  /** Resolves when the person asks for the end (Ctrl-C). */
  interrupted: Promise<unknown>;
}

type Values = {
  kafka?: string;
  prometheus?: string;
  rate?: string;
  seconds?: string;
};

/**
 * The `sandbox` command. `argv` is without program and script. Resolves to
 * the exit code: 0 done, 1 refused or failed (the reason is printed).
 */
export async function runCli(
  argv: string[],
  world: CliWorld = realWorld(),
): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        kafka: { type: 'string' },
        prometheus: { type: 'string' },
        rate: { type: 'string' },
        seconds: { type: 'string' },
      },
    });
    if (values.help) {
      world.print(HELP);
      return 0;
    }
    await runCommand(positionals, values, world);
    return 0;
  } catch (error) {
    world.print(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function runCommand(
  [command = 'start', argument = '']: string[],
  values: Values,
  world: CliWorld,
): Promise<void> {
  switch (command) {
    case 'start':
      return runInForeground(values, world);
    case 'status':
      return printStatus(await (await connect(world)).status(), world.print);
    case 'rate': {
      const perSecond = parseNumber('rate', argument);
      await (await connect(world)).setRate(perSecond);
      return world.print(`The generator sends ${perSecond} pings a second.`);
    }
    case 'kubeconfig': {
      const { kubernetes } = await (await connect(world)).status();
      return world.print(buildKubeconfig(kubernetes));
    }
    case 'incident':
      return startIncident(argument, values, world);
    case 'stop':
      await (await connect(world)).requestStop();
      return world.print('The sandbox is stopping.');
    default:
      throw new Error(`There is no command "${command}".\n\n${HELP}`);
  }
}

async function runInForeground(values: Values, world: CliWorld): Promise<void> {
  world.print('Starting the sandbox …');
  const sandbox = await startSandbox({
    kafka: parseKafka(values.kafka),
    prometheus: parsePrometheus(values.prometheus),
    rate: values.rate ? parseNumber('rate', values.rate) : undefined,
    stateFile: world.stateFile,
    onProgress: world.print,
  });
  try {
    printStatus(sandbox.status(), world.print);
    world.print('\nCtrl-C stops it. More: npm run sandbox -- --help');
    await Promise.race([world.interrupted, sandbox.control?.stopRequested]);
  } finally {
    world.print('Stopping …');
    await sandbox.stop();
  }
  world.print('The sandbox has stopped.');
}

async function startIncident(
  name: string,
  { seconds }: Values,
  world: CliWorld,
): Promise<void> {
  const client = await connect(world);
  const asked = seconds ? parseNumber('seconds', seconds) : undefined;
  const started = await client.incident(name, asked);
  const lasting = started.seconds > 0 ? ` for ${started.seconds} s` : '';
  world.print(`The incident ${started.name} has begun${lasting}.`);
}

async function connect({ stateFile }: CliWorld): Promise<ControlClient> {
  const state = await readState(stateFile);
  const client = state && new ControlClient(state);
  if (!client || !(await client.isAnswering())) {
    throw new Error('No sandbox is running. Start one: npm run sandbox');
  }
  return client;
}

function parseKafka(value = 'auto'): KafkaChoice {
  if (value === 'auto' || value === 'real' || value === 'standin') {
    return value;
  }
  if (!/^[^\s:,]+:\d+(,[^\s:,]+:\d+)*$/.test(value)) {
    throw new Error('--kafka is auto, real, standin or HOST:PORT.');
  }
  return { bootstrap: value };
}

function parsePrometheus(value = 'standin'): PrometheusChoice {
  if (value === 'auto' || value === 'real' || value === 'standin') {
    return value;
  }
  throw new Error('--prometheus is auto, real or standin.');
}

function parseNumber(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new Error(`The ${name} must be a number, such as "${name} 100".`);
  }
  return value;
}

function realWorld(): CliWorld {
  const interrupted = new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => resolve());
    }
  });
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  return { print, stateFile: defaultStateFile(), interrupted };
}
