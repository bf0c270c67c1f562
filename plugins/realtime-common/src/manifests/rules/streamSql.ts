/** What one statement reads and writes, or why it is no statement that can run. */
type StreamSql = { target: string; sources: string[] } | { problem: string };

const NAME = '[`"]?([A-Za-z0-9._-]+)[`"]?';

const INSERT = new RegExp(`^\\s*INSERT\\s+INTO\\s+${NAME}\\s`, 'i');

const FROM = new RegExp(`\\b(?:FROM|JOIN)\\s+${NAME}`, 'gi');

/**
 * Target and sources of `INSERT INTO target SELECT … FROM source`. Reads only
 * so much of the grammar; comments and texts in quotes are left out first, so
 * that a word in them is not taken for a topic.
 */
export function readStreamSql(sql: string): StreamSql {
  const plain = withoutCommentsAndTexts(sql).trim().replace(/;\s*$/, '');
  if (plain.includes(';'))
    return { problem: 'holds several statements; write one for each query' };
  const target = INSERT.exec(plain)?.[1];
  if (!target) return { problem: 'has to begin with INSERT INTO and a topic' };
  const sources = [...plain.matchAll(FROM)].map(([, name]) => name);
  if (sources.length === 0)
    return { problem: 'reads nothing; add FROM and a topic' };
  return { target, sources: [...new Set(sources)] };
}

function withoutCommentsAndTexts(sql: string): string {
  return sql
    .replace(/--[^\n]*/g, ' ')
    .replace(/\/\*[^]*?\*\//g, ' ')
    .replace(/'(?:[^']|'')*'/g, "''");
}
