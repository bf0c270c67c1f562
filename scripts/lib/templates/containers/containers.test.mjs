import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { findContainerProblems } from './index.mjs';

const DOCKERFILE = `
FROM node:22.23.3-bookworm-slim AS build
# COPY nothing.json ./
COPY package.json uv.lock* \\
  ./
FROM node:22.23.3-bookworm-slim
COPY --from=build /app/dist ./dist
USER 1000
EXPOSE 8080
CMD ["node", "dist/main.js"]
`;

const COMPOSE = `
services:
  kafka:
    image: apache/kafka:4.1.1
    ports: ["9092:9092"]
    environment:
      KAFKA_LISTENERS: CONTAINERS://:19092,HOST://:9092
    healthcheck: { test: [CMD, "true"] }
  service: &service
    build: .
    depends_on: { kafka: { condition: service_healthy } }
    environment: { KAFKA_BOOTSTRAP_SERVERS: "kafka:19092" }
    ports: ["8080:8080"]
  second:
    <<: *service
    ports: ["8081:8080"]
`;

const PYTHON = '[project.scripts]\nping-pong = "ping_pong.main:run"\n';

function problemsOf(dockerfile, compose, more = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'containers-'));
  try {
    const files = {
      ...{ Dockerfile: dockerfile, 'compose.yaml': compose },
      ...{ 'package.json': '{}', 'src/main.ts': '' },
      ...more,
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    return findContainerProblems(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

test('nothing is said of containers that would come up', () => {
  assert.deepEqual(problemsOf(DOCKERFILE, COMPOSE), []);
});

describe('an image', () => {
  for (const [what, from, to, expected] of [
    [
      'that floats',
      'FROM node:22.23.3-bookworm-slim\n',
      'FROM node:22\n',
      /node:22, which says no version/,
    ],
    [
      'that floats and is copied from',
      '--from=build',
      '--from=ghcr.io/a/b',
      /ghcr.io\/a\/b, which is no stage/,
    ],
    [
      'that wants a file which is not there',
      'package.json',
      'package-lock.json',
      /copies package-lock.json/,
    ],
    [
      'that copies a pattern of nothing',
      'package.json uv',
      'uv',
      /copies nothing/,
    ],
    ['that runs as root', 'USER 1000\n', '', /runs as root/],
    ['that names its user', 'USER 1000', 'USER node', /runs as node/],
    [
      'that starts what is not built',
      'dist/main.js',
      'dist/server.js',
      /no src\/server.ts/,
    ],
    [
      'that starts an unknown script',
      '"node", "dist/main.js"',
      '"pong"',
      /starts pong/,
    ],
    ['that listens elsewhere', 'EXPOSE 8080', 'EXPOSE 3000', /listens on 3000/],
  ]) {
    test(`${what} is found`, () => {
      assert.ok(DOCKERFILE.includes(from));
      const [first] = problemsOf(DOCKERFILE.replace(from, to), COMPOSE);
      assert.match(first ?? '', expected);
    });
  }

  test('may start a script that the project names', () => {
    const text = DOCKERFILE.replace('"node", "dist/main.js"', '"ping-pong"');
    const files = { 'pyproject.toml': PYTHON };
    assert.deepEqual(problemsOf(text, COMPOSE, files), []);
  });
});

describe('a compose file', () => {
  for (const [what, from, to, expected] of [
    [
      'an image that floats',
      'kafka:4.1.1',
      'kafka:latest',
      /kafka:latest, which says no version/,
    ],
    [
      'a build without a Dockerfile',
      'build: .',
      'build: ./other',
      /no Dockerfile/,
    ],
    [
      'a port that is taken',
      '8081:8080',
      '8080:8080',
      /service and second want 8080/,
    ],
    [
      'a service nobody has',
      'depends_on: { kafka',
      'depends_on: { mqtt',
      /mqtt, which is no service/,
    ],
    [
      'a wait for health that nobody tells',
      'healthcheck',
      'x-check',
      /which has none/,
    ],
    [
      'an address of nobody',
      'kafka:19092',
      'broker:19092',
      /broker is no service/,
    ],
    [
      'a port nobody listens on',
      'kafka:19092',
      'kafka:29092',
      /does not listen on 29092/,
    ],
    [
      'a config that is not there',
      'build: .',
      'build: .\n    configs: [{ source: roles, target: /a }]',
      /roles, which is no config/,
    ],
  ]) {
    test(`with ${what} is found`, () => {
      assert.ok(COMPOSE.includes(from));
      const [first] = problemsOf(DOCKERFILE, COMPOSE.replace(from, to));
      assert.match(first ?? '', expected);
    });
  }
});
