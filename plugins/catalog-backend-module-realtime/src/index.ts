/**
 * Kafka topics in the Backstage catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleRealtime as default } from './module';
