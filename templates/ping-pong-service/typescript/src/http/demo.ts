import type { FastifyInstance } from "fastify";
import { readFileSync } from "node:fs";

const FILES = [
  { path: "/demo", file: "demo.html", type: "text/html; charset=utf-8" },
  { path: "/demo.css", file: "demo.css", type: "text/css; charset=utf-8" },
  { path: "/demo.js", file: "demo.js", type: "text/javascript; charset=utf-8" },
];

/** Nothing from elsewhere, no inline script, and no frame around it. */
const POLICY = "default-src 'self'; frame-ancestors 'none'";

/** The page that shows pongs live. */
export function addDemo(server: FastifyInstance): void {
  for (const { path, file, type } of FILES) {
    const text = readFileSync(new URL(`../../public/${file}`, import.meta.url));
    server.get(path, (_request, reply) =>
      reply.type(type).header("content-security-policy", POLICY).send(text),
    );
  }
}
