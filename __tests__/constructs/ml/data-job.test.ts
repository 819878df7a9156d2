import { App, Chart, Cron } from 'cdk8s';
import { ApprovedHost, DataJob, type DataJobProps, PodSet, Port, TenantNamespace } from '../../../lib';
import { IMAGE, newChart, objectsOf, podOf, rendered, restrictedViolations, SMALL } from '../workload/example-workload';
import { GPU_POOL, namespaceOf, SOURCE, STORE, TEAM } from './example-team';

const PROPS: DataJobProps = {
  namespace: namespaceOf('vision-data'),
  image: IMAGE,
  resources: SMALL,
  schedule: Cron.daily(),
  sources: [ApprovedHost.of(SOURCE)],
  sinks: [STORE],
};
const job = (props: Partial<DataJobProps> = {}) => new DataJob(newChart(), 'scenes', { ...PROPS, ...props });

test('is a restricted CronJob of the account of its class, with a policy for each direction of data (row E32)', () => {
  const built = job();
  expect(objectsOf(built).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'CronJob scenes',
    'CiliumNetworkPolicy scenes-sources',
    'CiliumNetworkPolicy scenes-sinks',
  ]);
  expect(podOf(built).serviceAccountName).toBe('vision-data');
  expect(restrictedViolations(podOf(built))).toEqual([]);
});

test('it reaches its sources by name, and those it hands data to', () => {
  const training = { pods: PodSet.labelled({ app: 'cache' }, namespaceOf('vision-training')), port: Port.tcp(7000) };
  const built = job({ sinks: [STORE, training] });
  const sources = rendered(built, 'CiliumNetworkPolicy', 'scenes-sources').spec;
  expect(sources.endpointSelector).toEqual({ matchLabels: { app: 'scenes' } });
  expect(sources.egress[1].toFQDNs).toEqual([{ matchName: 'data.example.com' }]);
  const sinks = rendered(built, 'CiliumNetworkPolicy', 'scenes-sinks').spec;
  expect(sinks.egress.slice(1).map((rule: Record<string, any>) => rule.toPorts[0].ports[0].port)).toEqual([
    '9000',
    '7000',
  ]);
  expect(sinks.ingress).toBeUndefined();
});

test('a job without sources and sinks has no policy; nor has one whose policies are rendered elsewhere', () => {
  expect(objectsOf(job({ sources: undefined, sinks: undefined })).map(({ kind }) => kind)).toEqual(['CronJob']);
  const elsewhere = job({ renderPolicies: false, name: 'etl', serviceAccountName: 'etl' });
  expect(objectsOf(elsewhere).map(({ kind }) => kind)).toEqual(['ServiceAccount', 'CronJob']);
  expect(elsewhere.name).toBe('etl');
});

test('policies stand beside the namespace where this app renders it', () => {
  const app = new App();
  const platform = new Chart(app, 'platform');
  const namespace = new TenantNamespace(platform, 'vision-data', {
    tenant: TEAM,
    pool: GPU_POOL,
    quota: { cpu: '2', memory: '4Gi' },
  });
  const { sourcePolicy, sinkPolicy } = new DataJob(new Chart(app, 'team'), 'scenes', { ...PROPS, namespace });
  expect([sourcePolicy, sinkPolicy].map(policy => policy && Chart.of(policy))).toEqual([platform, platform]);
});
