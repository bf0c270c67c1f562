// Evaluates CUE: takes sources as one JSON list on stdin, gives one result a
// source on stdout, {value} or {problem}. A process of its own, as the
// evaluator never lets go of the one it runs in.
const { readFileSync } = require('fs');

async function main() {
  const { init } = await import('cue-wasm');
  const cue = await init();
  const results = JSON.parse(readFileSync(0, 'utf8')).map(source => {
    try {
      return { value: cue.parse(source) };
    } catch (error) {
      return { problem: String(error.message ?? error) };
    }
  });
  process.stdout.write(JSON.stringify(results), () => process.exit(0));
}

main().catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
