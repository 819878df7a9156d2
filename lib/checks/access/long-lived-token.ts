import type { Check } from '../check';

/**
 * No Secret holds the token of a ServiceAccount: such a token has no end, and no pod that it ends with.
 *
 * Fields:  type of a Secret
 * Allowed: anything but kubernetes.io/service-account-token
 * Source:  https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token
 *          CIS 5.1.6; seed rows J02, N07
 */
export const longLivedToken: Check = {
  id: 'long-lived-token',
  family: 'access',
  title: 'no Secret holds the token of a ServiceAccount',
  fix: 'use a projected token in a pod, or the TokenRequest API elsewhere',
  kinds: ['Secret'],
  examine: ({ group, object, annotations }) => {
    if (group !== '' || object.type !== 'kubernetes.io/service-account-token') return [];
    const account = JSON.stringify(annotations['kubernetes.io/service-account.name'] ?? '');
    return [{ path: 'type', message: `the Secret holds a token of ServiceAccount ${account} that does not end` }];
  },
};
