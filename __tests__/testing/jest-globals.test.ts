import { describe, expect, test } from '@jest/globals';
import '../../lib/testing/jest-globals';

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\n';

describe('with expect of @jest/globals', () => {
  test('the matchers are there, and typed', () => {
    expect(CONFIG).toHaveNoFindings({ only: ['secret-data'] });
    expect(CONFIG).not.toHaveFinding('secret-data');
    // @ts-expect-error: there is no such option
    expect(() => expect(CONFIG).toHaveNoFindings({ families: ['secret-data'] })).toBeInstanceOf(Function);
  });
});
