import { EgressAllowlist, Hostname } from '../lib';

/** Every server outside that workloads of machine learning may fetch from (seed row E33). A review of this file is the approval. */
export const EGRESS_ALLOWLIST = EgressAllowlist.of([
  {
    hostname: Hostname.of('payments.build.server'),
    owner: 'fraud@build.server',
    reason: 'card transactions, pseudonymised, to learn fraud from',
  },
]);
