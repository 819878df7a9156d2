import { expect } from '@jest/globals';
import { type FortressMatchers, fortressMatchers } from './fortress-matchers';

// For tests that import `expect` from @jest/globals: adds the matchers, and their types.
declare module '@jest/expect' {
  interface Matchers<R extends void | Promise<void>, T> extends FortressMatchers<R> {}
}

expect.extend(fortressMatchers);
