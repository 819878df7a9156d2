import { PriorityClass, type PriorityClassProps } from '../../../lib';
import { renderOne } from '../example-tenant';

const rendered = (props: Partial<PriorityClassProps> = {}, id = 'inference-critical') =>
  renderOne(
    chart => new PriorityClass(chart, id, { value: 100000, description: 'models that people wait for', ...props }),
  );

test('says how urgent pods are, and nothing that the API server fills in (row A19)', () => {
  expect(rendered()).toEqual({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'inference-critical' },
    value: 100000,
    description: 'models that people wait for',
  });
});

test('one that waits its turn, one for all pods, and another name', () => {
  expect(rendered({ preempts: false }).preemptionPolicy).toBe('Never');
  expect(rendered({ globalDefault: true }).globalDefault).toBe(true);
  expect(rendered({ name: 'urgent' }).metadata.name).toBe('urgent');
});

test.each<[Partial<PriorityClassProps>, string]>([
  [{ name: 'system-ml' }, 'PriorityClass name must be without "system-", which is Kubernetes\' own, got "system-ml"'],
  [
    { value: 2_000_000_000 },
    'value of PriorityClass inference-critical must be a whole number up to 1000000000, got 2000000000',
  ],
  [{ value: 0.5 }, 'value of PriorityClass inference-critical must be a whole number up to 1000000000, got 0.5'],
])('refuses %j', (props, message) => {
  expect(() => rendered(props)).toThrow(new Error(message));
});
