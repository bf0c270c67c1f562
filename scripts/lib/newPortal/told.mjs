const FENCE = /^```(\w+)(?: title="([^"]+)")?\n([\s\S]*?)^```$/gm;
const ADD = /^yarn --cwd packages\/(\w+) add (.+)$/gm;

/**
 * What a page of the documentation tells somebody to do with their portal.
 * @typedef {{ language: string, file: string | undefined, code: string }} Block
 *   file: relative to the root of the portal
 */

/** @returns {Block[]} the blocks of code of a page, in its order */
export function findBlocks(text) {
  return [...text.matchAll(FENCE)].map(([, language, file, code]) => ({
    language,
    file,
    code,
  }));
}

/**
 * Packages that the page adds to a workspace of the portal.
 * @param {string} text Markdown
 * @param {string} workspace `app` or `backend`
 */
export function findAdded(text, workspace) {
  return [...text.matchAll(ADD)]
    .filter(([, where]) => where === workspace)
    .flatMap(([, , names]) => names.split(' '));
}

/** Everything the page writes into one file, joined. Throws when that is nothing. */
export function codeFor(text, file, isMeant = () => true) {
  const parts = findBlocks(text).filter(
    block => block.file === file && isMeant(block.code),
  );
  if (parts.length === 0) throw new Error(`No block of code is for ${file}`);
  return parts.map(({ code }) => code).join('\n');
}

/**
 * Statements of the page that import from our packages, one text a block.
 * @returns {string[]}
 */
export function findImports(text) {
  return findBlocks(text)
    .filter(({ language }) => language === 'ts' || language === 'tsx')
    .map(({ code }) => code.match(OURS)?.join('\n'))
    .filter(imports => imports !== undefined);
}

const OURS = /^import [^;]+ from '@backstage-realtime\/[^']+';$/gm;
