// Holds manifests against the gates that templates and actions use: takes a
// JSON list of bundles on stdin, gives the findings of each on stdout.
const { readFileSync } = require('fs');
const { checkBundle } = require('@backstage-realtime/plugin-realtime-common');

const bundles = JSON.parse(readFileSync(0, 'utf8'));
const checks = bundles.map(values =>
  checkBundle(values.map((value, i) => ({ file: String(i), value }))),
);
process.stdout.write(JSON.stringify(checks));
