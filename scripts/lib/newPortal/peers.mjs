const LINE = /✘ (@backstage-realtime\/[^@]+)@\S*.*? doesn't provide (\S+)/;

/**
 * Dependencies of our packages that want a peer which our package neither has
 * nor asks for itself, so that nobody who installs it knows.
 * @param {string} text what `yarn explain peer-requirements` says
 * @returns {string[]} one sentence each
 */
export function findPeerProblems(text) {
  return text.split('\n').flatMap(line => {
    const [, name, peer] = LINE.exec(line) ?? [];
    return name
      ? [`${name} has a dependency that needs ${peer}, and does not ask for it`]
      : [];
  });
}
