/**
 * @typedef {{image: string, name?: string, steps: {word: string, rest: string}[]}} Stage
 */

/**
 * The stages of a Dockerfile. Knows lines that go on after a backslash, and
 * comments; heredocs are not known, and are not used in templates.
 * @param {string} text
 * @returns {Stage[]}
 */
export function readStages(text) {
  const lines = text
    .replace(/^\s*#.*$/gm, '')
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  const stages = [];
  for (const line of lines) {
    const [word, ...words] = line.split(/\s+/);
    if (/^FROM$/i.test(word)) {
      const [image, , name] = words;
      stages.push({ image, name, steps: [] });
    } else {
      const rest = words.join(' ');
      stages.at(-1)?.steps.push({ word: word.toUpperCase(), rest });
    }
  }
  return stages;
}

/**
 * What the COPY steps of a stage take.
 * @param {Stage} stage
 * @returns {{from?: string, sources: string[]}[]} from: a stage or an image; without it, files of the project
 */
export function copiesOf({ steps }) {
  return steps
    .filter(({ word }) => word === 'COPY' || word === 'ADD')
    .map(({ rest }) => {
      const words = rest.split(' ');
      const from = words.find(each => each.startsWith('--from='))?.slice(7);
      const paths = words.filter(each => !each.startsWith('--'));
      return { from, sources: paths.slice(0, -1) };
    });
}

/** The last step of a kind; undefined when there is none. */
export function lastOf({ steps }, word) {
  return steps.findLast(each => each.word === word)?.rest;
}

/** Whether the name of an image says which one it is, to the last figure. */
export function isPinned(image) {
  return /@sha256:[a-f0-9]{64}$|:v?\d+\.\d+(\.\d+)?[-.\w]*$/.test(image);
}
