import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { IncidentRefused } from '../incidents/IncidentDesk';
import type { SteerableSandbox } from '../SteerableSandbox';

const MAX_BODY_BYTES = 4096;

const rateSchema = z.object({ perSecond: z.number() });
const incidentSchema = z.object({
  name: z.string(),
  seconds: z.number().optional(),
});

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  sandbox: SteerableSandbox;
  token: string;
  requestStop: () => void;
}

type Route = (exchange: Exchange, body: unknown) => unknown;

const ROUTES: Record<string, Route> = {
  'GET /status': ({ sandbox }) => sandbox.status(),
  'POST /rate': ({ sandbox }, body) => {
    const { perSecond } = rateSchema.parse(body);
    sandbox.setRate(perSecond);
    return { rate: perSecond };
  },
  'POST /incident': ({ sandbox }, body) => {
    const { name, seconds } = incidentSchema.parse(body);
    const started = sandbox.incident(name, seconds);
    started.over.catch(cause => {
      process.stderr.write(`The incident ${name} failed: ${cause.message}\n`);
    });
    return { name: started.name, seconds: started.seconds };
  },
  'POST /stop': ({ requestStop }) => {
    requestStop();
    return { stopping: true };
  },
};

/** 401 without the token, 404, 400 for a wish that cannot be fulfilled. */
export async function answerControl(exchange: Exchange): Promise<void> {
  const { request, response, token } = exchange;
  if (!isAllowed(request.headers.authorization, token)) {
    reply(response, 401, { error: 'The control token is missing or wrong.' });
    return;
  }
  const route = ROUTES[`${request.method} ${request.url}`];
  if (!route) {
    const known = Object.keys(ROUTES).join(', ');
    reply(response, 404, { error: `Unknown. There is: ${known}.` });
    return;
  }
  try {
    reply(response, 200, route(exchange, await readBody(request)));
  } catch (error) {
    reply(response, isRefusal(error) ? 400 : 500, { error: describe(error) });
  }
}

function isRefusal(error: unknown): boolean {
  return [IncidentRefused, RangeError, SyntaxError, z.ZodError].some(
    type => error instanceof type,
  );
}

function describe(error: unknown): string {
  if (error instanceof z.ZodError) {
    return `The request has the wrong form: ${z.prettifyError(error)}`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Compares digests, so neither length nor content leaks through time. */
function isAllowed(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_BODY_BYTES) {
      throw new RangeError(`A request may have ${MAX_BODY_BYTES} bytes.`);
    }
  }
  return text === '' ? undefined : JSON.parse(text);
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
