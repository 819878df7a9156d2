import { isServerBuilt } from './api-server';
import { BuiltServer } from './built-server';

/** Once before all tests: two of them run at a time, and both would build the same program. */
export default function buildServer(): void {
  if (isServerBuilt()) BuiltServer.build();
}
