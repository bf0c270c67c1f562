const { builtinModules } = require('node:module');

/**
 * Packages that a package, or a folder of it, may not import, and why.
 * Shapes are those of the ESLint rule no-restricted-imports.
 */

const KAFKAJS = {
  group: ['kafkajs', 'kafkajs/**'],
  message: 'Only src/sources/kafka imports kafkajs; it is one adapter wide.',
};

const NODE_MESSAGE =
  'realtime-common runs in browsers too; it imports nothing of Node.';
const NODE = { group: ['node:*'], message: NODE_MESSAGE };
const NODE_BUILTINS = builtinModules.map(name => ({
  name,
  message: NODE_MESSAGE,
}));

const REACT = {
  group: ['react', 'react/*', 'react-dom', 'react-dom/*'],
  message: 'realtime-common runs in backends too; it imports no React.',
};

/** Folders of the backend that turn observations into words, and do nothing else. */
const PURE = [
  'src/health/evaluate',
  'src/canary/parse',
  'src/canary/evaluate',
  'src/canary/control',
];

const IO = {
  group: [
    ...['node:*', 'kafkajs', 'ws', 'mqtt', 'express', 'knex', 'undici'],
    ...['**/sources/**', '**/gateway/**', '**/http/**', '**/observe/**'],
  ],
  message: 'Evaluation is a function of observations; it does no I/O.',
};

const SANDBOX = {
  group: [
    '@backstage-realtime/*',
    '!@backstage-realtime/plugin-realtime-common',
  ],
  message: 'The sandbox may use realtime-common only.',
};

const BACKEND = '@backstage-realtime/plugin-realtime-backend';

/** What Backstage's own rule refuses everywhere; a rule of ours replaces it. */
const TESTS = {
  group: ['*.stories*', '*.test*', '**/__testUtils__/**', '**/__mocks__/**'],
  message: 'Source files import no tests.',
};

/** Later entries win, so folders follow the package they are in. */
const RESTRICTED = {
  '@backstage-realtime/plugin-realtime-common': [
    { files: ['src/**'], patterns: [NODE, REACT], paths: NODE_BUILTINS },
  ],
  '@backstage-realtime/sandbox': [{ files: ['src/**'], patterns: [SANDBOX] }],
  '@backstage-realtime/plugin-realtime-backend': [
    { files: ['src/**'], patterns: [KAFKAJS] },
    { files: ['src/sources/kafka/**'], patterns: [] },
    { files: PURE.map(folder => `${folder}/**`), patterns: [KAFKAJS, IO] },
  ],
};

/** ESLint overrides that keep packages out of a package or a folder; tests may import what they like. */
function importOverrides(packageName) {
  return (RESTRICTED[packageName] ?? []).map(
    ({ files, patterns, paths = [] }) => ({
      files,
      excludedFiles: ['**/*.test.*', '**/testUtils/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          { paths, patterns: [TESTS, ...patterns] },
        ],
      },
    }),
  );
}

module.exports = { importOverrides };
