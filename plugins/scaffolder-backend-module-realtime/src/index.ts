/**
 * Scaffolder actions that end with a live realtime service.
 *
 * @packageDocumentation
 */
export { scaffolderModuleRealtime as default } from './module';
