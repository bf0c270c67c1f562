/**
 * Kafka topics and claims of Kubernetes clusters in the Backstage catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleRealtime as default } from './module';
