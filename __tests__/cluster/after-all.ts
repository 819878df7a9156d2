export { stopSuiteServer as default } from './suite-server';
