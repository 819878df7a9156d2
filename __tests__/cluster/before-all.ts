export { startSuiteServer as default } from './suite-server';
