/**
 * Which folder may not import which, and why. Folders follow the journey of a
 * record; an import against it would make two stations know each other.
 *
 * `target` and `from` are folders of the package; tests are free to join what
 * the code keeps apart.
 */
const ZONES = {
  '@backstage-realtime/plugin-realtime-backend': [
    zone(
      'src/hub',
      'src/sources',
      'The hub knows the RecordSource seam, no source.',
    ),
    zone(
      'src/hub',
      'src/gateway',
      'The hub hands frames to a ViewerSink; it knows no socket.',
    ),
    zone('src/hub', 'src/http', 'The hub serves no requests.'),
    zone(
      'src/sources',
      'src/hub',
      'A source yields batches; who reads them is not its concern.',
    ),
    zone(
      'src/sources',
      'src/gateway',
      'A source yields batches; who reads them is not its concern.',
    ),
    zone(
      'src/sources',
      'src/http',
      'A source yields batches; who reads them is not its concern.',
    ),
    ...['observe', 'history'].map(folder =>
      zone(
        `src/health/${folder}`,
        'src/gateway',
        'Readings know nothing of who is told.',
      ),
    ),
    ...[
      'health/observe',
      'health/history',
      'health/monitor',
      'canary',
      'metrics',
    ].map(folder =>
      zone(
        `src/${folder}`,
        'src/http',
        'Whom a route asks serves none itself.',
      ),
    ),
  ],
  '@backstage-realtime/plugin-realtime-react': [
    zone(
      'src/components',
      'src/hooks',
      'Components draw what they are given; hooks subscribe.',
    ),
    zone(
      'src/components',
      'src/client',
      'Components draw what they are given; they fetch nothing.',
    ),
    zone(
      'src/components',
      'src/api',
      'Components draw what they are given; they call no API.',
    ),
  ],
};

function zone(target, from, message) {
  return { target, from, message };
}

/** Zones of a package; none for a package without any. */
function zonesOf(packageName) {
  return ZONES[packageName] ?? [];
}

module.exports = { zonesOf };
