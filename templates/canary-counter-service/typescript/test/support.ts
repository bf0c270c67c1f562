import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { connect, createServer as createTcp, type Socket } from "node:net";
import pg from "pg";
import { pino } from "pino";
import { Service } from "../src/Service.js";
import type { DatabaseSettings, Settings } from "../src/settings.js";

const { PING_PONG_DB_HOST, PING_PONG_DB_PORT, PING_PONG_DB_NAME } = process.env;
const { PING_PONG_DB_USER, PING_PONG_DB_PASSWORD } = process.env;

/** Whether the environment says where a PostgreSQL is. */
export const HAS_DATABASE = Boolean(PING_PONG_DB_HOST);

const SERVER = {
  host: PING_PONG_DB_HOST ?? "localhost",
  port: Number(PING_PONG_DB_PORT ?? 5432),
  user: PING_PONG_DB_USER ?? "counter",
  ...(PING_PONG_DB_PASSWORD && { password: PING_PONG_DB_PASSWORD }),
};

/** An empty database of its own on the given PostgreSQL. */
export async function aDatabase() {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(`CREATE DATABASE ${name}`);
  return {
    settings: {
      ...SERVER,
      database: name,
      minConnections: 1,
      maxConnections: 5,
    } satisfies DatabaseSettings,
    /** As when the server stops: each session is told so, and ends. */
    endSessions: () =>
      administer(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = '${name}'`,
      ),
    remove: () => administer(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function administer(sql: string): Promise<void> {
  const database = PING_PONG_DB_NAME ?? "postgres";
  const client = new pg.Client({ ...SERVER, database });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** A real service on a free port. */
export function start(
  part: DistributiveOmit<Settings, "host" | "port" | "logLevel">,
): Promise<Service> {
  const server = { host: "127.0.0.1", port: 0, logLevel: "silent" };
  return Service.start({ ...server, ...part }, pino({ level: "silent" }));
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown
  ? Omit<T, K>
  : never;

/** An HTTP server on a free port. */
export async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    close: () => close(server),
  };
}

/**
 * A wire to a database that can be cut: who is connected loses the connection,
 * and nobody gets another until it is mended.
 */
export async function aWire(to: { host: string; port: number }) {
  const sockets = new Set<Socket>();
  const server = createTcp((socket) => {
    const other = connect(to);
    for (const [one, another] of [
      [socket, other],
      [other, socket],
    ] as const) {
      sockets.add(one);
      one.on("error", () => one.destroy());
      one.on("close", () => another.destroy());
      one.pipe(another);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  const cut = async () => {
    const closed = close(server);
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const mend = async () => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  return { port, cut, mend };
}

function portOf(server: { address: () => unknown }): number {
  return (server.address() as { port: number }).port;
}

function close(server: { close: (done: () => void) => unknown }) {
  return new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
