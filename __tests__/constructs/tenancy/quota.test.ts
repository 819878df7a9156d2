import { App, Chart } from 'cdk8s';
import { Quota, type QuotaOptions, type QuotaProps } from '../../../lib';
import { renderOne, TENANT_A } from '../example-tenant';

const quota = (options: Partial<QuotaProps> = {}) =>
  renderOne(chart => new Quota(chart, 'Quota', { namespace: TENANT_A, cpu: '4', memory: '8Gi', ...options }));

test('limits equal requests, and there are ten pods', () => {
  expect(quota()).toEqual({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota', namespace: 'tenant-a' },
    spec: {
      hard: {
        'requests.cpu': '4',
        'requests.memory': '8Gi',
        'limits.cpu': '4',
        'limits.memory': '8Gi',
        pods: '10',
      },
    },
  });
});

test.each<[string, Partial<QuotaOptions>, Record<string, string>]>([
  ['limitsCpu', { limitsCpu: '6' }, { 'requests.cpu': '4', 'limits.cpu': '6' }],
  ['limitsMemory', { limitsMemory: '12Gi' }, { 'requests.memory': '8Gi', 'limits.memory': '12Gi' }],
  ['pods', { pods: 3 }, { pods: '3' }],
  ['no pods', { pods: 0 }, { pods: '0' }],
  ['storage', { storage: '100Gi' }, { 'requests.storage': '100Gi' }],
  ['extended', { extended: { 'nvidia.com/gpu': '4' } }, { 'requests.nvidia.com/gpu': '4' }],
  [
    'extended, with its prefix',
    { extended: { 'requests.nvidia.com/mig-1g.5gb': '2' } },
    { 'requests.nvidia.com/mig-1g.5gb': '2' },
  ],
  ['gpus (row C12)', { gpus: 4 }, { 'requests.nvidia.com/gpu': '4' }],
  ['mig (row C13)', { mig: { '1g.5gb': 2 } }, { 'requests.nvidia.com/mig-1g.5gb': '2' }],
  [
    'more',
    { more: { 'services.loadbalancers': '0', 'count/jobs.batch': '5' } },
    { 'services.loadbalancers': '0', 'count/jobs.batch': '5' },
  ],
])('%s is a prop', (_, options, hard) => {
  expect(quota(options).spec.hard).toMatchObject(hard);
});

test('tells others what it limits', () => {
  const construct = new Quota(new Chart(new App(), 'test'), 'Quota', { namespace: TENANT_A, cpu: '4', memory: '8Gi' });
  expect(construct.hard).toEqual(construct.apiObject.toJson().spec.hard);
});

test('the name is a prop', () => {
  expect(quota({ name: 'ml-namespace-quota' }).metadata.name).toBe('ml-namespace-quota');
  expect(() => quota({ name: 'Quota' })).toThrow(/^quota name must be a DNS subdomain .* got "Quota"$/);
});

test('an amount is a quantity of zero or more', () => {
  const error = (key: string, got: string) =>
    new Error(`quota ${key} must be a Kubernetes quantity such as "500m", "2" or "1Gi", got ${got}`);
  expect(() => quota({ cpu: '4 cores' })).toThrow(error('requests.cpu', '"4 cores"'));
  expect(() => quota({ limitsMemory: '8GB' })).toThrow(error('limits.memory', '"8GB"'));
  expect(() => quota({ storage: '' })).toThrow(error('requests.storage', '""'));
  expect(() => quota({ extended: { 'nvidia.com/gpu': 'all' } })).toThrow(error('requests.nvidia.com/gpu', '"all"'));
  expect(() => quota({ more: { services: 'x' } })).toThrow(error('services', '"x"'));
  expect(() => quota({ memory: '-1Gi' })).toThrow(new Error('quota requests.memory must be zero or more, got "-1Gi"'));
  expect(() => quota({ pods: -1 })).toThrow(new Error('quota pods must be zero or more, got "-1"'));
  expect(() => quota({ pods: 2.5 })).toThrow(new Error('quota pods must be a whole number, got 2.5'));
});

test('an extended resource has its full name: Kubernetes knows no other as one', () => {
  for (const name of ['gpu', '/gpu', 'nvidia.com/']) {
    expect(() => quota({ extended: { [name]: '1' } })).toThrow(
      new Error(`quota name must be the full name of an extended resource such as "nvidia.com/gpu", got "${name}"`),
    );
  }
});

test('it can count the pods of some PriorityClasses only (row C19)', () => {
  expect(quota({ priorityClassNames: ['inference-critical'] }).spec.scopeSelector).toEqual({
    matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['inference-critical'] }],
  });
  expect(() => quota({ priorityClassNames: [] })).toThrow(
    new Error('priorityClassNames must be at least one PriorityClass, got []'),
  );
});

test.each<[Partial<QuotaOptions>, string]>([
  [{ gpus: 1.5 }, 'quota nvidia.com/gpu must be a whole number, got 1.5'],
  [{ mig: { '1g.5gb': 0.5 } }, 'quota nvidia.com/mig-1g.5gb must be a whole number, got 0.5'],
  [{ mig: { small: 1 } }, 'quota mig must be a MIG profile such as "1g.5gb", got "small"'],
])('refuses %j', (options, message) => {
  expect(() => quota(options)).toThrow(new Error(message));
});
