import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * The part of a schema registry that this service uses, over real HTTP. With a
 * status it refuses everything, as one that is broken or forbids it.
 */
export async function startRegistry() {
  const schemas: string[] = [];
  const requests: string[] = [];
  const state: { refusal?: number } = {};
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      requests.push(`${request.method} ${request.url}`);
      const answer = state.refusal
        ? { status: state.refusal, body: {} }
        : answerTo(request.url ?? "", body, schemas);
      response.writeHead(answer.status).end(JSON.stringify(answer.body));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    refuse: (status: number | undefined): void => {
      if (status) state.refusal = status;
      else delete state.refusal;
    },
    /** What a writer elsewhere registered; its id. */
    add: (schema: object): number => schemas.push(JSON.stringify(schema)),
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function answerTo(url: string, body: string, schemas: string[]) {
  if (body !== "") {
    const { schema } = JSON.parse(body) as { schema: string };
    const index = schemas.indexOf(schema);
    const id = index < 0 ? schemas.push(schema) : index + 1;
    return { status: 200, body: { id } };
  }
  const id = /^\/schemas\/ids\/(\d+)$/.exec(url)?.[1];
  const schema = schemas[Number(id) - 1];
  return schema === undefined
    ? { status: 404, body: {} }
    : { status: 200, body: { schema } };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
