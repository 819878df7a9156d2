import fc from 'fast-check';
import { type ContainerAmounts, ContainerLimits, type ContainerLimitsOptions } from '../../../lib';
import { renderOne, TENANT_A } from '../example-tenant';

const limits = (options: ContainerLimitsOptions = {}) =>
  renderOne(chart => new ContainerLimits(chart, 'Limits', { namespace: TENANT_A, ...options }));

test('a container that declares nothing gets equal requests and limits', () => {
  expect(limits()).toEqual({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'limits', namespace: 'tenant-a' },
    spec: {
      limits: [
        {
          type: 'Container',
          default: { cpu: '500m', memory: '512Mi' },
          defaultRequest: { cpu: '500m', memory: '512Mi' },
          min: { cpu: '50m', memory: '64Mi' },
        },
      ],
    },
  });
});

test('every bound is a prop', () => {
  const options = {
    defaultLimit: { cpu: '1', memory: '6Gi' },
    defaultRequest: { cpu: '500m', memory: '4Gi' },
    max: { cpu: '2', memory: '8Gi' },
    min: { cpu: '100m', memory: '128Mi' },
  };
  expect(limits(options).spec.limits).toEqual([
    {
      type: 'Container',
      default: options.defaultLimit,
      defaultRequest: options.defaultRequest,
      max: options.max,
      min: options.min,
    },
  ]);
});

test('requests follow the limits, unless they are said', () => {
  const [limit] = limits({ defaultLimit: { cpu: '2', memory: '1Gi' } }).spec.limits;
  expect(limit.defaultRequest).toEqual({ cpu: '2', memory: '1Gi' });
});

test('the name is a prop', () => {
  expect(limits({ name: 'ml-container-limits' }).metadata.name).toBe('ml-container-limits');
  expect(() => limits({ name: 'Limits' })).toThrow(/^limits name must be a DNS subdomain .* got "Limits"$/);
});

test('an amount is a quantity', () => {
  expect(() => limits({ max: { cpu: 'two' } })).toThrow(
    new Error('max.cpu must be a Kubernetes quantity such as "500m", "2" or "1Gi", got "two"'),
  );
});

test.each<[string, ContainerLimitsOptions]>([
  ['min.cpu must be at most defaultRequest.cpu "20m", got "50m"', { defaultLimit: { cpu: '20m', memory: '512Mi' } }],
  [
    'defaultRequest.memory must be at most defaultLimit.memory "512Mi", got "1Gi"',
    { defaultRequest: { memory: '1Gi' } },
  ],
  ['defaultRequest.cpu must be at most max.cpu "200m", got "500m"', { max: { cpu: '200m' } }],
  [
    'min.memory must be at most max.memory "1Gi", got "2Gi"',
    { min: { memory: '2Gi' }, max: { memory: '1Gi' }, defaultLimit: {} },
  ],
  [
    'min.memory must be at most defaultLimit.memory "32Mi", got "64Mi"',
    { defaultRequest: { cpu: '100m' }, defaultLimit: { memory: '32Mi' } },
  ],
])('says that %s', (text, options) => {
  expect(() => limits(options)).toThrow(new Error(text));
});

/** The rule of k8s.io/kubernetes/pkg/apis/core/validation, ValidateLimitRange, for one resource. */
function isOrdered(...ascending: (number | undefined)[]): boolean {
  const said = ascending.filter(amount => amount !== undefined);
  return said.every((amount, index) => said.slice(index + 1).every(later => amount <= later));
}

test('accepts exactly the orders that Kubernetes accepts', () => {
  const cores = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
  const amounts = (cpu?: number): ContainerAmounts => (cpu === undefined ? {} : { cpu: `${cpu}` });
  const outcome = (options: ContainerLimitsOptions) => {
    try {
      limits(options);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(cores, cores, cores, cores, (min, request, limit, max) => {
      const options = {
        min: amounts(min),
        defaultRequest: amounts(request),
        defaultLimit: amounts(limit),
        max: amounts(max),
      };
      expect(outcome(options)).toBe(isOrdered(min, request, limit, max));
    }),
    { seed: 1, numRuns: 300 },
  );
});
