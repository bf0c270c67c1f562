import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ProxySettings } from "../settings.js";
import { NoToken, type TokenSource } from "./TokenSource.js";

const PATHS = ["/api/v1/query", "/api/v1/query_range"];
/** What Argo Rollouts waits by default. */
const TIMEOUT_MS = 30_000;
/** Of an answer; an analysis reads a number. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** Queries as Prometheus takes them: GET, or POST of a form. */
export function addProxyRoutes(
  server: FastifyInstance,
  { prometheusUrl }: ProxySettings,
  tokens: TokenSource,
  signal: AbortSignal,
): void {
  server.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => {
      done(null, body);
    },
  );
  const forward = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.routeOptions.url ?? "";
    const answer = await ask(`${prometheusUrl}${path}`, toForm(request), {
      token: await tokens.get(),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (answer.status === 401) tokens.forget();
    return reply.code(answer.status).type(answer.type).send(answer.body);
  };
  for (const url of PATHS) {
    server.route({
      method: ["GET", "POST"],
      url,
      handler: (request, reply) =>
        forward(request, reply).catch((error: unknown) => refuse(reply, error)),
    });
  }
}

/** Fields of the address and of the body, encoded anew. */
function toForm(request: FastifyRequest): URLSearchParams {
  const form = new URLSearchParams(request.url.split("?")[1] ?? "");
  if (typeof request.body === "string") {
    new URLSearchParams(request.body).forEach((value, name) => {
      form.append(name, value);
    });
  }
  return form;
}

async function ask(
  url: string,
  body: URLSearchParams,
  { token, signal }: { token: string; signal: AbortSignal },
) {
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    // A token is for one host.
    redirect: "error",
    body,
    signal,
  });
  return {
    status: response.status,
    type: response.headers.get("content-type") ?? "application/json",
    body: await readAtMost(response, MAX_ANSWER_BYTES),
  };
}

/** Throws instead of filling the memory. */
async function readAtMost(response: Response, bytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > bytes) throw new Error("The answer is too long.");
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

/** In the form of Prometheus, so that the analysis shows the sentence. */
function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  reply.log.warn({ err: error }, "A query could not be asked");
  const isTimeout = error instanceof Error && error.name === "TimeoutError";
  const message =
    error instanceof NoToken ? error.message : "Prometheus does not answer.";
  return reply.code(isTimeout ? 504 : 502).send({
    status: "error",
    errorType: isTimeout ? "timeout" : "unavailable",
    error: message,
  });
}
