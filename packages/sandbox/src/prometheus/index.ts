export { findPrometheus } from './real/findPrometheus';
