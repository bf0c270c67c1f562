import type {
  BundleEntry,
  ManifestFinding,
} from '@backstage-realtime/plugin-realtime-common';
import { parseAllDocuments } from 'yaml';
import type { TextFile } from './files';

/** Aliases of one document; with more, a few lines can fill the memory. */
const MAX_ALIASES = 50;

/** Documents of a file, and why some of them are none. Empty documents do not count. */
export function parseYaml({ path, text }: TextFile): {
  entries: BundleEntry[];
  findings: ManifestFinding[];
} {
  const documents = parseAllDocuments(text, {
    uniqueKeys: true,
    version: '1.1',
  });
  const entries: BundleEntry[] = [];
  const findings: ManifestFinding[] = [];
  for (const document of 'empty' in documents ? [] : documents) {
    const read = readDocument(document);
    if ('message' in read) findings.push(toFinding(path, read.message));
    else if (read.value !== null)
      entries.push({ file: path, value: read.value });
  }
  return { entries, findings };
}

interface YamlDocument {
  errors: { message: string }[];
  toJS(options: { maxAliasCount: number }): unknown;
}

function readDocument(
  document: YamlDocument,
): { value: unknown } | { message: string } {
  const [error] = document.errors;
  // The rest of the message repeats the lines of the file.
  if (error) return { message: error.message.split('\n')[0].replace(/:$/, '') };
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch {
    return {
      message: `has more than ${MAX_ALIASES} aliases; write values out`,
    };
  }
}

function toFinding(file: string, message: string): ManifestFinding {
  const at = { file, manifest: '', path: '' };
  return { gate: 'yaml', severity: 'error', ...at, message };
}
