/** How a line of a task's log is to be read; the sign says it before any colour does. @public */
export type TaskLogKind = 'ok' | 'info' | 'warning' | 'error';

/**
 * One thing that happened in a task: `Ready`, `False → True`, `Available`.
 * @public
 */
export interface TaskLogEntry {
  kind: TaskLogKind;
  /** What it happened to: a condition, a claim, a file. */
  subject: string;
  /** What became of it. */
  change: string;
  /** Why, or what else is known; may be empty. */
  detail: string;
}

/** Signs stand in every font that a log is shown in. */
const SIGNS: Record<TaskLogKind, string> = {
  ok: '✓',
  info: '·',
  warning: '▲',
  error: '✗',
};

/** Columns of most lines stand below each other; a longer text pushes the rest of its line. */
const SUBJECT_WIDTH = 16;
const CHANGE_WIDTH = 18;

/**
 * A line of a task's log for pages that show nothing but text: sign, subject,
 * change and detail in columns, which are two spaces apart at least. That is
 * all there is to {@link parseTaskLogEntry}, so a text has neither line breaks
 * nor two spaces in a row.
 * @public
 */
export function formatTaskLogEntry(entry: TaskLogEntry): string {
  const [subject, change, detail] = [
    entry.subject,
    entry.change,
    entry.detail,
  ].map(text => text.replace(/\s+/g, ' ').trim());
  const columns = [
    `${SIGNS[entry.kind]} ${subject.padEnd(SUBJECT_WIDTH)}`,
    change.padEnd(CHANGE_WIDTH),
    detail,
  ];
  return columns.join('  ').trimEnd();
}

/** The entry of such a line; undefined of any other, as the steps of others write what they like. @public */
export function parseTaskLogEntry(line: string): TaskLogEntry | undefined {
  const kind = KINDS.find(each => line.startsWith(`${SIGNS[each]} `));
  if (!kind) return undefined;
  const [subject, change, detail = ''] = line.slice(2).split(/\s{2,}/);
  return subject && change ? { kind, subject, change, detail } : undefined;
}

const KINDS = Object.keys(SIGNS) as TaskLogKind[];
