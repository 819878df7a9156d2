import type { CheckCases } from '../check-cases';

function pod(spec: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a }
spec: ${spec}
---
`;
}

function container(resources: string): string {
  return pod(`{ containers: [{ name: main, resources: ${resources} }] }`);
}

const LIMITS = `
apiVersion: v1
kind: LimitRange
metadata: { name: l, namespace: a }
spec: { limits: [{ type: Container, default: { cpu: 1 } }] }
---
`;

const AT = 'Pod a/p spec.containers[0].resources';
const QUANTITY = 'must be a Kubernetes quantity such as "500m", "2" or "1Gi", got';

export default {
  check: 'resource-values',
  passing: [
    {
      name: 'every suffix',
      yaml: container(
        '{ requests: { cpu: 100000000n, memory: 64Mi, ephemeral-storage: 1e9 }, limits: { cpu: 0.5, memory: 1G, ephemeral-storage: 1Pi } }',
      ),
    },
    {
      name: 'numbers, signs, points, exponents, space around',
      yaml: container('{ limits: { cpu: 2, memory: "+1E3", ephemeral-storage: " .5Ki " } }'),
    },
    { name: 'a null is zero', yaml: container('{ requests: { cpu: null } }') },
    {
      name: 'extended resources and huge pages, requested as limited',
      yaml: container(
        '{ requests: { nvidia.com/gpu: 1 }, limits: { cpu: 1, nvidia.com/gpu: 1, nvidia.com/mig-1g.5gb: 2, hugepages-2Mi: 4Mi } }',
      ),
    },
    {
      name: 'resources of the pod',
      yaml: pod(
        '{ resources: { requests: { cpu: 1 }, limits: { cpu: 2, memory: 1Gi } }, containers: [{ name: main, resources: { limits: { cpu: 1 } } }] }',
      ),
    },
    {
      name: 'no resources, and none that can be read',
      yaml: pod('{ containers: [{ name: a }, { name: b, resources: 7 }, 8] }'),
    },
    {
      name: 'quota, bounds and claim',
      yaml: `${LIMITS}
apiVersion: v1
kind: ResourceQuota
metadata: { name: q, namespace: a }
spec: { hard: { pods: 10, requests.cpu: 1500m, requests.nvidia.com/gpu: 1 } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: c, namespace: a }
spec: { resources: { requests: { storage: 1Gi } } }
`,
    },
    {
      name: 'kinds of other groups',
      yaml: 'apiVersion: example.com/v1\nkind: ResourceQuota\nmetadata: { name: q }\nspec: { hard: { pods: x } }\n',
    },
  ],
  failing: [
    {
      name: 'not a quantity',
      yaml: container('{ requests: { cpu: 1 CPU, memory: 1GB }, limits: { cpu: true, memory: "" } }'),
      finds: [
        `${AT}.requests.cpu: cpu ${QUANTITY} "1 CPU"`,
        `${AT}.requests.memory: memory ${QUANTITY} "1GB"`,
        `${AT}.limits.cpu: cpu ${QUANTITY} true`,
        `${AT}.limits.memory: memory ${QUANTITY} ""`,
      ],
    },
    {
      name: 'negative, not whole, not a map',
      yaml: pod(
        '{ initContainers: [{ name: i, resources: { limits: [cpu] } }], containers: [{ name: main, resources: { limits: { cpu: -1, nvidia.com/gpu: 0.5 } } }] }',
      ),
      finds: [
        'Pod a/p spec.initContainers[0].resources.limits: amounts must be a map, got ["cpu"]',
        `${AT}.limits.cpu: cpu must not be negative, got -1`,
        `${AT}.limits[nvidia.com/gpu]: nvidia.com/gpu must be a whole number, got 0.5`,
      ],
    },
    {
      name: 'names that no container can ask for',
      yaml: container('{ limits: { gpu: 1, requests.nvidia.com/gpu: 1, pods: 1, storage: 1Gi } }'),
      finds: ['gpu', 'requests.nvidia.com/gpu', 'pods', 'storage'].map(
        name =>
          `${AT}.limits${name.includes('/') ? `[${name}]` : `.${name}`}: there is no resource "${name}" to ask for`,
      ),
    },
    {
      name: 'a request above its limit, declared or by default',
      yaml: LIMITS + container('{ requests: { cpu: 2, memory: 2Gi }, limits: { memory: 1Gi } }'),
      finds: [
        `${AT}.requests.cpu: cpu request 2 is above its limit 1 (by default)`,
        `${AT}.requests.memory: memory request 2Gi is above its limit 1Gi`,
      ],
    },
    {
      name: 'C12: an extended resource that is not requested as limited',
      yaml: container('{ requests: { nvidia.com/gpu: 1, example.com/fpga: 1 }, limits: { nvidia.com/gpu: 2 } }'),
      finds: [
        `${AT}.requests[nvidia.com/gpu]: nvidia.com/gpu request 1 is not its limit 2`,
        `${AT}.requests[example.com/fpga]: example.com/fpga is requested without a limit of the same amount`,
      ],
    },
    {
      name: 'huge pages: not whole, without CPU or memory, of no size',
      yaml: container('{ limits: { hugepages-2Mi: 3Mi, hugepages-big: 1 } }'),
      finds: [
        `${AT}.limits.hugepages-2Mi: hugepages-2Mi must be a whole number of pages, got "3Mi"`,
        `${AT}.limits.hugepages-big: hugepages-big must be a whole number of pages, got 1`,
        `${AT}: huge pages are asked for without CPU or memory`,
      ],
    },
    {
      name: 'containers above what the pod declares',
      yaml: pod(
        '{ resources: { requests: { cpu: 1 }, limits: { cpu: 1, memory: 1Gi, hugepages-2Mi: 2Mi, nvidia.com/gpu: 1 } }, containers: [{ name: a, resources: { limits: { cpu: 800m, memory: 2Gi, hugepages-2Mi: 2Mi } } }, { name: b, resources: { requests: { cpu: 300m }, limits: { cpu: 300m, hugepages-2Mi: 2Mi } } }] }',
      ),
      finds: [
        'Pod a/p spec.resources.limits[nvidia.com/gpu]: there is no resource "nvidia.com/gpu" to ask for',
        'Pod a/p spec.resources.requests.memory: memory request 2Gi is above its limit 1Gi',
        'Pod a/p spec.resources.requests.cpu: cpu 1100m of all containers is above the 1 of the pod',
        'Pod a/p spec.resources.requests.hugepages-2Mi: hugepages-2Mi 4Mi of all containers is above the 2Mi of the pod',
        'Pod a/p spec.resources.limits.hugepages-2Mi: hugepages-2Mi 4Mi of all containers is above the 2Mi of the pod',
        'Pod a/p spec.resources.limits.memory: memory 2Gi of container "a" is above the 1Gi of the pod',
      ],
    },
    {
      name: 'overhead and emptyDir',
      yaml: pod(
        '{ overhead: { cpu: x }, volumes: [{ name: a, emptyDir: {} }, { name: b, emptyDir: { sizeLimit: 1GB } }], containers: [] }',
      ),
      finds: [
        `Pod a/p spec.overhead.cpu: cpu ${QUANTITY} "x"`,
        `Pod a/p spec.volumes[1].emptyDir.sizeLimit: sizeLimit ${QUANTITY} "1GB"`,
      ],
    },
    {
      name: 'quota, bounds and claim',
      yaml: `
apiVersion: v1
kind: ResourceQuota
metadata: { name: q, namespace: a }
spec: { hard: { pods: 1.5, requests.cpu: four } }
---
apiVersion: v1
kind: LimitRange
metadata: { name: l, namespace: a }
spec: { limits: [{ type: Container, min: { cpus: 1 }, max: { cpu: x } }, { type: PersistentVolumeClaim, max: { storage: -1 } }] }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: c, namespace: a }
spec: { resources: { requests: { storage: 10 Gi } } }
`,
      finds: [
        'ResourceQuota a/q spec.hard.pods: pods must be a whole number, got 1.5',
        `ResourceQuota a/q spec.hard[requests.cpu]: requests.cpu ${QUANTITY} "four"`,
        'LimitRange a/l spec.limits[0].min.cpus: there is no resource "cpus" to ask for',
        `LimitRange a/l spec.limits[0].max.cpu: cpu ${QUANTITY} "x"`,
        'LimitRange a/l spec.limits[1].max.storage: storage must not be negative, got -1',
        `PersistentVolumeClaim a/c spec.resources.requests.storage: storage ${QUANTITY} "10 Gi"`,
      ],
    },
  ],
} satisfies CheckCases;
