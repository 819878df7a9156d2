import { ExternalNamespace, PodSet } from '../lib';

/** Loki, as those who write to it and read from it refer to it; a chart of others makes it. */
export const LOKI = {
  pods: PodSet.labelled({ 'app.kubernetes.io/name': 'loki' }, ExternalNamespace.named('loki')),
  host: 'loki.loki.svc.cluster.local',
  port: 3100,
};
