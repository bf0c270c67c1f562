/** Of a refusal, so much is shown; the rest is in the network tab. */
const MAX_LENGTH = 400;

/**
 * Why the scaffolder did not take a task. Its client gives the body of the
 * answer as the end of a message: `Backend request failed, 400 Bad Request
 * {"errors":[{"stack":"instance.name does not match …"}]}`. Anything else is
 * said as it came.
 */
export function sayRefusal(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const said = readErrors(message.slice(message.indexOf('{'))) ?? message;
  return said.length > MAX_LENGTH ? `${said.slice(0, MAX_LENGTH)}…` : said;
}

function readErrors(text: string): string | undefined {
  try {
    const { errors, error } = JSON.parse(text) as {
      errors?: Array<{ stack?: string; message?: string }>;
      error?: { message?: string };
    };
    const said = errors?.map(each => each.stack ?? each.message ?? '') ?? [];
    const all = said
      .filter(Boolean)
      .join('; ')
      .replace(/\binstance\./g, '');
    return all || error?.message;
  } catch {
    return undefined;
  }
}
