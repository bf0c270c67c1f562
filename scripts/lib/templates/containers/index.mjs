import { findComposeProblems } from './composeProblems.mjs';
import { findDockerfileProblems } from './dockerfileProblems.mjs';

/**
 * What is wrong with how a generated service is put into containers, as
 * sentences; empty when nothing is. Nothing is built or started: no container
 * runs where these checks do.
 * @param {string} dir
 */
export function findContainerProblems(dir) {
  return [...findDockerfileProblems(dir), ...findComposeProblems(dir)];
}
