/**
 * The key of a record: the text, number or boolean at a path of a JSON message,
 * such as `device.id`. undefined when the message has none.
 */
export function readKey(message: Buffer, path: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(message.toString('utf8'));
  } catch {
    return undefined;
  }
  for (const field of path.split('.')) {
    value = isRecord(value) ? value[field] : undefined;
  }
  return ['string', 'number', 'boolean'].includes(typeof value)
    ? String(value)
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
