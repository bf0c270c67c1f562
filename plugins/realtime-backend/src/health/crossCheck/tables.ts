/** One row of a table a program printed, by the names in its head. */
export type Row = Readonly<Record<string, string>>;

/**
 * Rows of every table in the output of `kafka-consumer-groups --describe`: each
 * begins with a head that has the column, and ends with an empty line.
 */
export function readTables(text: string, column: string): Row[] {
  let head: string[] | undefined;
  const rows: Row[] = [];
  for (const line of text.split('\n')) {
    const cells = line.trim().split(/\s+/);
    if (line.trim() === '') head = undefined;
    else if (cells.includes(column)) head = cells;
    else if (head) rows.push(toRow(head, cells));
  }
  return rows;
}

function toRow(head: readonly string[], cells: readonly string[]): Row {
  return Object.fromEntries(head.map((name, i) => [name, cells[i] ?? '']));
}

/** Partitions in the output of `kafka-topics --describe`: `Name: value`, separated by tabs. */
export function readPartitions(text: string): Row[] {
  return text
    .split('\n')
    .filter(line => /\bPartition: /.test(line))
    .map(line =>
      Object.fromEntries(
        line
          .trim()
          .split('\t')
          .map(part => part.split(':').map(each => each.trim())),
      ),
    );
}

interface LogDirsAnswer {
  brokers: Array<{
    broker: number;
    logDirs: Array<{
      partitions: Array<{ partition: string; size: number }>;
    }>;
  }>;
}

/** Bytes by broker and partition, `1 topic-0`, in the output of `kafka-log-dirs --describe`. */
export function readSizes(text: string): Record<string, number> {
  const json = text.split('\n').find(line => line.startsWith('{')) ?? '{}';
  const { brokers } = JSON.parse(json) as LogDirsAnswer;
  return Object.fromEntries(
    brokers.flatMap(({ broker, logDirs }) =>
      logDirs.flatMap(({ partitions }) =>
        partitions.map(({ partition, size }) => [
          `${broker} ${partition}`,
          size,
        ]),
      ),
    ),
  );
}
