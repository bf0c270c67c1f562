import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { headerText } from './preview';

/** How common a record that nobody can decode is among those around it. @public */
export interface UndecodedFacts {
  /** Records without a decoder, this one included. */
  count: number;
  /** Records looked at. */
  of: number;
  /** A header all of them have with this text, and not all of the others: it says where to look. */
  header?: { name: string; text: string };
}

/** Looks at the records around one that could not be decoded. @public */
export function undecodedAround(
  record: ViewedRecord,
  records: ViewedRecord[],
): UndecodedFacts {
  const failed = records.filter(isUndecoded);
  const read = records.filter(one => !isUndecoded(one));
  const header = record.headers
    .filter(one => !one.masked)
    .map(({ name }) => ({ name, text: headerText(record, name) ?? '' }))
    .find(
      ({ name, text }) =>
        text !== '' &&
        read.length > 0 &&
        failed.every(one => headerText(one, name) === text) &&
        !read.every(one => headerText(one, name) === text),
    );
  return { count: failed.length, of: records.length, header };
}

function isUndecoded({ valueEncoding }: ViewedRecord): boolean {
  return valueEncoding === 'bytes' || valueEncoding === 'withheld';
}
