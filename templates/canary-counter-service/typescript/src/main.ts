import { pino } from "pino";
import { Service } from "./Service.js";
import { readSettings, type Settings } from "./settings.js";

/** Less than the 30 seconds after which Kubernetes kills. */
const STOP_MS = 20_000;

async function main(): Promise<void> {
  const settings = readOrExplain();
  const base = { role: settings.role };
  const log = pino({ level: settings.logLevel, base });
  const service = await Service.start(settings, log);
  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, "Stopping");
    setTimeout(() => {
      log.error("Not everything ended in time");
      process.exit(1);
    }, STOP_MS).unref();
    void service.stop().then(() => {
      log.info("The service has stopped");
      process.exit(0);
    });
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

function readOrExplain(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : ""}\n`);
    process.exit(1);
  }
}

await main();
