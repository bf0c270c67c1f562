import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from '../lib/paths.mjs';

const LINK =
  /\]\(([^)\s]+)(?:\s+"[^"]*")?\)|\b(?:src|srcset|href)="([^"\s]+)"/g;
const FENCE = /^```[^\n]*\n[\s\S]*?^```$/gm;

/**
 * Links of a Markdown file that lead nowhere: to a file that is not there, or
 * to a heading its page does not have. Other sites are not asked.
 * @param {string} file absolute path
 * @returns {string[]} one sentence each
 */
export function findBrokenLinks(file) {
  const text = readFileSync(file, 'utf8').replace(FENCE, '');
  return [...text.matchAll(LINK)]
    .map(([, link, attribute]) => link ?? attribute)
    .filter(link => !/^[a-z]+:/.test(link) && !leadsSomewhere(link, file))
    .map(link => `${relative(ROOT, file)} links to ${link}`);
}

/** Anchors of the headings of a page, as GitHub and MkDocs both make them. */
export function anchorsOf(text) {
  return [...text.replace(FENCE, '').matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

/** Pages of `nav` in mkdocs.yml, in order. */
export function navPages(root = ROOT) {
  const nav = readFileSync(join(root, 'mkdocs.yml'), 'utf8');
  return [...nav.matchAll(/: (\S+\.md)$/gm)].map(([, page]) => page);
}

function leadsSomewhere(link, file) {
  const [path, anchor] = link.split('#');
  const target = path === '' ? file : resolve(dirname(file), path);
  if (!existsSync(target)) return false;
  if (anchor === undefined || !target.endsWith('.md')) return true;
  return anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
}
