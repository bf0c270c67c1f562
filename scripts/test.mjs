import { parseArgs } from 'node:util';
import { runCommand } from './lib/bootstrap.mjs';
import { addCounts, formatCounts } from './lib/counts.mjs';
import { inParallel } from './lib/inParallel.mjs';
import { ABREAST, STAGES } from './lib/lanes.mjs';
import { formatDuration, say, UserError } from './lib/say.mjs';

const LANES = STAGES.flat();

const HELP = `npm test -- [options] [lane …]

Runs every check, also after one has failed, and ends with one line of counts.

  --real     a part that is missing (Java, Maven, a browser) fails instead of
             being skipped; the same as REALTIME_REQUIRE_REAL=1
  --help     this text

Lanes: ${LANES.map(lane => lane.name).join(', ')}. Logs: .run/logs.`;

await runCommand(async args => {
  const { values, positionals } = parse(args);
  if (values.help) return say(HELP);
  if (values.real) process.env.REALTIME_REQUIRE_REAL = '1';
  // Tools ask and watch unless they are told that nobody is there.
  process.env.CI = 'true';

  const chosen = choose(positionals);
  const results = [];
  for (const stage of STAGES) {
    const lanes = stage.filter(lane => chosen.includes(lane));
    results.push(...(await inParallel(lanes, ABREAST, runLane)));
  }
  say('');
  results.forEach(sayResult);
  const total = addCounts(results);
  process.stdout.write(`${formatCounts(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});

function parse(args) {
  try {
    const options = { real: { type: 'boolean' }, help: { type: 'boolean' } };
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${error.message}\n\n${HELP}`);
  }
}

function choose(names) {
  const unknown = names.filter(name => !LANES.some(lane => lane.name === name));
  if (unknown.length > 0) {
    throw new UserError(`No such lane: ${unknown.join(', ')}.\n\n${HELP}`);
  }
  return names.length === 0
    ? LANES
    : LANES.filter(lane => names.includes(lane.name));
}

async function runLane(lane) {
  say(`${lane.title} …`);
  const started = Date.now();
  const counts = await lane.run();
  const ms = Date.now() - started;
  counts.notes.forEach(note => say(`  ${note}`));
  return { ...counts, title: lane.title, ms };
}

function sayResult(result) {
  const mark = result.failed > 0 ? 'FAILED' : 'ok    ';
  const time = formatDuration(result.ms).padStart(12);
  say(`${mark} ${time}  ${result.title}: ${formatCounts(result)}`);
}
