export * from './checkBundle';
export * from './finding';
export { kindName, ownKindNames } from './kinds';
