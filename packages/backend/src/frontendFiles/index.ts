export { frontendFiles as default } from './frontendFiles';
