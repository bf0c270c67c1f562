/**
 * Words, wire protocol, annotations and permissions of Backstage Realtime.
 * Isomorphic: imports neither Node nor React.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './claimAnnotations';
export * from './errors';
export * from './glob';
export * from './manifests';
export * from './model';
export * from './permissions';
export * from './protocol';
export * from './rolloutAnnotations';
export * from './taskLog';
