import {
  request as open,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream/promises';

const BAD_GATEWAY = 502;

/** Hands a request on as it is, and its answer back. Who hears 502 asked a server that is away. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
): Promise<void> {
  const { headers, method, url: path } = request;
  const { authorization, host, ...others } = headers;
  const asked = open(new URL(path ?? '/', url), { method, headers: others });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
  });
  try {
    const [answer] = await Promise.all([answered, pipeline(request, asked)]);
    response.writeHead(answer.statusCode ?? BAD_GATEWAY, answer.headers);
    await pipeline(answer, response);
  } catch {
    // Who asked may be gone, too; then nobody hears it.
    if (response.headersSent) response.destroy();
    else response.writeHead(BAD_GATEWAY).end();
  }
}
