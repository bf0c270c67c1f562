import { runChild } from './children.mjs';
import { workspaceDirs } from './workspaces.mjs';

/**
 * Files that differ from the branch this one started from, and those not
 * committed yet; deleted ones left out. Without a main branch to compare with,
 * only the uncommitted.
 */
export async function changedFiles() {
  const base = await mergeBase();
  const [changed, untracked] = await Promise.all([
    git('diff', '--name-only', '--diff-filter=d', base),
    git('ls-files', '--others', '--exclude-standard'),
  ]);
  return [...new Set([...changed, ...untracked])];
}

/** Workspace folders with a changed file. */
export function changedWorkspaces(files, dirs = workspaceDirs()) {
  return dirs.filter(dir => files.some(file => file.startsWith(`${dir}/`)));
}

async function mergeBase() {
  const [base] = await git('merge-base', 'HEAD', 'origin/main').catch(() => []);
  return base ?? 'HEAD';
}

async function git(...args) {
  const lines = [];
  const done = await runChild('git', args, {
    onLine: line => lines.push(line),
  });
  if (!done.ok) throw new Error(`git ${args[0]}: ${done.tail}`);
  return lines.filter(line => line !== '');
}
