import type { CheckCases } from '../check-cases';

function limits(...items: string[]): string {
  return `
apiVersion: v1
kind: LimitRange
metadata: { name: l, namespace: a }
spec: { limits: [${items.join(', ')}] }
---
`;
}

const AT = 'LimitRange a/l spec.limits[0]';

export default {
  check: 'limit-range-valid',
  passing: [
    {
      name: 'C02: the bounds of ml-production',
      yaml: limits(
        '{ type: Container, default: { cpu: 1000m, memory: 6Gi }, defaultRequest: { cpu: 500m, memory: 4Gi }, max: { cpu: 2000m, memory: 8Gi }, min: { cpu: 100m, memory: 128Mi } }',
      ),
    },
    {
      name: 'one entry of each type',
      yaml: limits(
        '{ type: Container }',
        '{ type: Pod, max: { cpu: 1 } }',
        '{ type: PersistentVolumeClaim, min: { storage: 1Gi } }',
        '{ type: example.com/other }',
      ),
    },
    {
      name: 'extended resources with one amount',
      yaml: limits('{ type: Container, default: { nvidia.com/gpu: 1 }, defaultRequest: { nvidia.com/gpu: 1 } }'),
    },
    {
      name: 'a ratio of max over min',
      yaml: limits(
        '{ type: Container, min: { cpu: 1 }, max: { cpu: 2 }, maxLimitRequestRatio: { cpu: 2, memory: 1 } }',
      ),
    },
    { name: 'another group', yaml: limits('{ type: Nope }').replace('v1', 'example.com/v1') },
    { name: 'nothing at all', yaml: limits().replace('spec: { limits: [] }', 'spec: 7') },
  ],
  failing: [
    {
      name: 'bounds and defaults out of order',
      yaml: limits(
        '{ type: Container, min: { cpu: 4, memory: 2Gi }, defaultRequest: { cpu: 3 }, default: { cpu: 2 }, max: { cpu: 1, memory: 1Gi } }',
      ),
      finds: [
        `${AT}.min.cpu: min 4 of cpu is above defaultRequest 3`,
        `${AT}.min.memory: min 2Gi of memory is above defaultRequest 1Gi`,
        `${AT}.min.cpu: min 4 of cpu is above default 2`,
        `${AT}.min.memory: min 2Gi of memory is above default 1Gi`,
        `${AT}.min.cpu: min 4 of cpu is above max 1`,
        `${AT}.min.memory: min 2Gi of memory is above max 1Gi`,
        `${AT}.defaultRequest.cpu: defaultRequest 3 of cpu is above default 2`,
        `${AT}.defaultRequest.cpu: defaultRequest 3 of cpu is above max 1`,
        `${AT}.default.cpu: default 2 of cpu is above max 1`,
      ],
    },
    {
      name: 'a type twice',
      yaml: limits('{ type: Container }', '{ type: Container }'),
      finds: ['LimitRange a/l spec.limits[1].type: type "Container" stands twice'],
    },
    {
      name: 'no such type',
      yaml: limits('{ type: container }', '7'),
      finds: [`${AT}.type: there is no type "container"`, 'LimitRange a/l spec.limits[1].type: there is no type ""'],
    },
    {
      name: 'defaults for pods',
      yaml: limits('{ type: Pod, default: { cpu: 1 }, defaultRequest: { cpu: 2 } }'),
      finds: [
        `${AT}.default: pods have no defaults, only containers do`,
        `${AT}.defaultRequest: pods have no defaults, only containers do`,
      ],
    },
    {
      name: 'claims without storage',
      yaml: limits('{ type: PersistentVolumeClaim, max: { cpu: 1 } }'),
      finds: [`${AT}: type PersistentVolumeClaim bounds no storage`],
    },
    {
      name: 'an extended resource that would be overcommitted',
      yaml: limits('{ type: Container, default: { nvidia.com/gpu: 2 }, defaultRequest: { nvidia.com/gpu: 1 } }'),
      finds: [`${AT}.defaultRequest[nvidia.com/gpu]: defaultRequest 1 of nvidia.com/gpu is not default 2`],
    },
    {
      name: 'a ratio below 1, and one above max over min',
      yaml: limits(
        '{ type: Container, min: { cpu: 1 }, max: { cpu: 2 }, maxLimitRequestRatio: { cpu: 3, memory: 0.5 } }',
      ),
      finds: [
        `${AT}.maxLimitRequestRatio.cpu: maxLimitRequestRatio 3 of cpu is above max over min, 2 over 1`,
        `${AT}.maxLimitRequestRatio.memory: maxLimitRequestRatio 500m of memory is below 1`,
      ],
    },
  ],
} satisfies CheckCases;
