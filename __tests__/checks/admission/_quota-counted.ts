import type { FailingCase } from '../check-cases';
import { object, quota, workload } from './_quota-objects';

/** What a quota counts beside CPU and memory: devices, disk, Services, claims, objects; and of which pods and claims. */
export const COUNTED: readonly FailingCase[] = [
  {
    name: 'C12, C13, D10: extended resources, ephemeral storage, huge pages',
    yaml: `${quota('{ hard: { requests.nvidia.com/gpu: 1, requests.nvidia.com/mig-1g.5gb: 0, requests.ephemeral-storage: 1G, limits.ephemeral-storage: 1Gi, hugepages-2Mi: 2Mi } }')}
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a }
spec:
  containers:
    - name: main
      resources: { limits: { nvidia.com/gpu: 2, nvidia.com/mig-1g.5gb: 1, ephemeral-storage: 2Gi, hugepages-2Mi: 4Mi, cpu: 1 } }
`,
    finds: [
      'ResourceQuota a/q spec.hard[requests.nvidia.com/gpu]: requests.nvidia.com/gpu 2 > 1 at the worst moment: Pod p 1 pod x 2',
      'ResourceQuota a/q spec.hard[requests.nvidia.com/mig-1g.5gb]: requests.nvidia.com/mig-1g.5gb 1 > 0 at the worst moment: Pod p 1 pod x 1',
      'ResourceQuota a/q spec.hard[requests.ephemeral-storage]: requests.ephemeral-storage 2Gi > 1G at the worst moment: Pod p 1 pod x 2Gi',
      'ResourceQuota a/q spec.hard[limits.ephemeral-storage]: limits.ephemeral-storage 2Gi > 1Gi at the worst moment: Pod p 1 pod x 2Gi',
      'ResourceQuota a/q spec.hard.hugepages-2Mi: hugepages-2Mi 4Mi > 2Mi at the worst moment: Pod p 1 pod x 4Mi',
    ],
  },
  {
    name: 'Services, claims and objects',
    yaml: `${quota(`{ hard: { services: 2, services.nodeports: 2, services.loadbalancers: 0, configmaps: 1, count/serviceaccounts: 0, secrets: 0,
        count/deployments.apps: 0, count/replicasets.apps: 5, count/jobs.batch: 4, persistentvolumeclaims: 3, requests.storage: 25Gi,
        gold.storageclass.storage.k8s.io/requests.storage: 1Gi, count/httproutes.gateway.networking.k8s.io: 0, resourcequotas: 0 } }`)}
${object('v1', 'Service', 's1', '{ type: NodePort, ports: [{ port: 1 }, { port: 2 }] }')}
${object('v1', 'Service', 's2', '{ type: LoadBalancer, ports: [{ port: 1 }] }')}
${object('v1', 'Service', 's3', '{ type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{ port: 1 }, { port: 2, nodePort: 30000 }] }')}
${object('v1', 'ConfigMap', 'c', '{}')}
${object('external-secrets.io/v1', 'ExternalSecret', 'e', '{ target: { name: made } }')}
${object('external-secrets.io/v1', 'ExternalSecret', 'merged', '{ target: { creationPolicy: Merge } }')}
${object('bitnami.com/v1alpha1', 'SealedSecret', 'sealed', '{}')}
${object('cert-manager.io/v1', 'Certificate', 'tls', '{ secretName: tls }')}
${workload('apps/v1', 'Deployment', 'd', 'replicas: 0')}
${object('batch/v1', 'CronJob', 'j', '{ jobTemplate: { spec: { template: { spec: {} } } } }')}
${object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'r', '{}')}
${object('v1', 'PersistentVolumeClaim', 'd-s-0', '{ storageClassName: gold, resources: { requests: { storage: 10Gi } } }')}
${workload('apps/v1', 'StatefulSet', 's', 'replicas: 3, volumeClaimTemplates: [{ metadata: { name: d }, spec: { storageClassName: gold, resources: { requests: { storage: 10Gi } } } }]')}
${object('v1', 'Pod', 'p', '{ volumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: 1Gi } } } } } }] }')}`,
    finds: [
      'ResourceQuota a/q spec.hard.services: services 3 > 2 at the worst moment: Service s1; Service s2; Service s3',
      'ResourceQuota a/q spec.hard[services.nodeports]: services.nodeports 4 > 2 at the worst moment: Service s1 2; Service s2; Service s3',
      'ResourceQuota a/q spec.hard[services.loadbalancers]: services.loadbalancers 2 > 0 at the worst moment: Service s2; Service s3',
      'ResourceQuota a/q spec.hard.configmaps: configmaps 2 > 1 at the worst moment: ConfigMap c; ConfigMap kube-root-ca.crt',
      'ResourceQuota a/q spec.hard[count/serviceaccounts]: count/serviceaccounts 1 > 0 at the worst moment: ServiceAccount default',
      'ResourceQuota a/q spec.hard.secrets: secrets 3 > 0 at the worst moment: Secret made; Secret sealed; Secret tls',
      'ResourceQuota a/q spec.hard[count/deployments.apps]: count/deployments.apps 1 > 0 at the worst moment: Deployment d',
      'ResourceQuota a/q spec.hard[count/replicasets.apps]: count/replicasets.apps 11 > 5 at the worst moment: Deployment d 11 objects (1 + 10 kept), of which 5 fit',
      'ResourceQuota a/q spec.hard[count/jobs.batch]: count/jobs.batch 6 > 4 at the worst moment: CronJob j 6 objects (2 + 4 kept), of which 4 fit',
      'ResourceQuota a/q spec.hard.persistentvolumeclaims: persistentvolumeclaims 4 > 3 at the worst moment: StatefulSet s 2 claims, of which 1 fit; PersistentVolumeClaim d-s-0; Pod p',
      'ResourceQuota a/q spec.hard[requests.storage]: requests.storage 31Gi > 25Gi at the worst moment: StatefulSet s 2 claims x 10Gi, of which 1 fit; PersistentVolumeClaim d-s-0 10Gi; Pod p 1Gi',
      'ResourceQuota a/q spec.hard[gold.storageclass.storage.k8s.io/requests.storage]: gold.storageclass.storage.k8s.io/requests.storage 30Gi > 1Gi at the worst moment: StatefulSet s 2 claims x 10Gi, of which 0 fit; PersistentVolumeClaim d-s-0 10Gi',
      'ResourceQuota a/q spec.hard[count/httproutes.gateway.networking.k8s.io]: count/httproutes.gateway.networking.k8s.io 1 > 0 at the worst moment: HTTPRoute r',
      'ResourceQuota a/q spec.hard.resourcequotas: resourcequotas 1 > 0 at the worst moment: ResourceQuota q',
    ],
  },
  {
    name: 'claims of the default StorageClass',
    yaml: `${quota('{ hard: { fast.storageclass.storage.k8s.io/persistentvolumeclaims: 0 } }')}
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast, annotations: { storageclass.kubernetes.io/is-default-class: "true" } }
---
${object('v1', 'PersistentVolumeClaim', 'c', '{ resources: { requests: { storage: 1Gi } } }')}
${object('v1', 'PersistentVolumeClaim', 'none', '{ storageClassName: "", resources: { requests: { storage: 1Gi } } }')}`,
    finds: [
      'ResourceQuota a/q spec.hard[fast.storageclass.storage.k8s.io/persistentvolumeclaims]: fast.storageclass.storage.k8s.io/persistentvolumeclaims 1 > 0 at the worst moment: PersistentVolumeClaim c',
    ],
  },
  {
    name: 'custom objects by the plural of their CustomResourceDefinition',
    yaml: `${quota('{ hard: { count/oxen.example.com: 0 } }')}
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: oxen.example.com }
spec: { group: example.com, scope: Namespaced, names: { kind: Ox, plural: oxen } }
---
${object('example.com/v1', 'Ox', 'o', '{}')}`,
    finds: [
      'ResourceQuota a/q spec.hard[count/oxen.example.com]: count/oxen.example.com 1 > 0 at the worst moment: Ox o',
    ],
  },
  {
    name: 'C19: the scopes that pods are in',
    yaml:
      [
        '{ hard: { pods: 0 }, scopes: [Terminating] }',
        '{ hard: { pods: 0 }, scopes: [NotTerminating, BestEffort] }',
        '{ hard: { pods: 0 }, scopes: [NotBestEffort] }',
        '{ hard: { pods: 0 }, scopes: [CrossNamespacePodAffinity] }',
        '{ hard: { pods: 0 }, scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, operator: In, values: [high] }] } }',
        '{ hard: { pods: 0 }, scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, operator: In, values: [usual] }] } }',
      ]
        .map((spec, index) => quota(spec).replace('name: q', `name: q${index}`))
        .join('') +
      `
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: usual }
globalDefault: true
---
${object('v1', 'Pod', 'deadline', '{ activeDeadlineSeconds: 9, containers: [{ name: c, resources: { limits: { cpu: 1 } } }] }')}
${object('v1', 'Pod', 'best-effort', '{ priorityClassName: high, containers: [{ name: c }] }')}
${object('v1', 'Pod', 'affine', '{ priorityClassName: low, affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ namespaceSelector: {} }] } }, containers: [{ name: c, resources: { requests: { memory: 1Gi } } }] }')}`,
    finds: [
      'ResourceQuota a/q0 spec.hard.pods: pods 1 > 0 at the worst moment: Pod deadline 1 pod',
      'ResourceQuota a/q1 spec.hard.pods: pods 1 > 0 at the worst moment: Pod best-effort 1 pod',
      'ResourceQuota a/q2 spec.hard.pods: pods 2 > 0 at the worst moment: Pod deadline 1 pod; Pod affine 1 pod',
      'ResourceQuota a/q3 spec.hard.pods: pods 1 > 0 at the worst moment: Pod affine 1 pod',
      'ResourceQuota a/q4 spec.hard.pods: pods 1 > 0 at the worst moment: Pod best-effort 1 pod',
      'ResourceQuota a/q5 spec.hard.pods: pods 1 > 0 at the worst moment: Pod deadline 1 pod',
    ],
  },
  {
    name: 'claims by their VolumeAttributesClass, now, asked for, or on the way',
    yaml:
      [
        '{ scopeName: VolumeAttributesClass, operator: In, values: [fast] }',
        '{ scopeName: VolumeAttributesClass, operator: DoesNotExist }',
        '{ scopeName: VolumeAttributesClass, operator: Exists }, { scopeName: Terminating, operator: Exists }',
      ]
        .map((scope, index) =>
          quota(`{ hard: { persistentvolumeclaims: 0 }, scopeSelector: { matchExpressions: [${scope}] } }`).replace(
            'name: q',
            `name: q${index}`,
          ),
        )
        .join('') +
      object('v1', 'PersistentVolumeClaim', 'asked', '{ volumeAttributesClassName: fast }') +
      object('v1', 'PersistentVolumeClaim', 'none', '{}') +
      object('v1', 'PersistentVolumeClaim', 'changing', '{}').replace(
        '---',
        'status: { currentVolumeAttributesClassName: slow, modifyVolumeStatus: { targetVolumeAttributesClassName: fast } }\n---',
      ) +
      object('v1', 'Pod', 'p', '{}'),
    finds: [
      'ResourceQuota a/q0 spec.hard.persistentvolumeclaims: persistentvolumeclaims 2 > 0 at the worst moment: PersistentVolumeClaim asked; PersistentVolumeClaim changing',
      'ResourceQuota a/q1 spec.hard.persistentvolumeclaims: persistentvolumeclaims 1 > 0 at the worst moment: PersistentVolumeClaim none',
    ],
  },
  {
    name: 'a claim by what is allocated, a class by the old annotation',
    yaml: `${quota('{ hard: { requests.storage: 1Gi, old.storageclass.storage.k8s.io/requests.storage: 1Gi } }')}
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: c, namespace: a, annotations: { volume.beta.kubernetes.io/storage-class: old } }
spec: { storageClassName: new, resources: { requests: { storage: 1500m } } }
status: { allocatedResources: { storage: 2Gi } }
---
${object('v1', 'PersistentVolumeClaim', 'unsaid', '{}')}`,
    finds: [
      'ResourceQuota a/q spec.hard[requests.storage]: requests.storage 2Gi > 1Gi at the worst moment: PersistentVolumeClaim c 2Gi',
      'ResourceQuota a/q spec.hard[old.storageclass.storage.k8s.io/requests.storage]: old.storageclass.storage.k8s.io/requests.storage 2Gi > 1Gi at the worst moment: PersistentVolumeClaim c 2Gi',
    ],
  },
  {
    name: 'objects beside pods, where one quota of two counts them',
    yaml:
      quota('{ hard: { requests.cpu: 1 } }') +
      quota('{ hard: { services: 0 } }').replace('name: q', 'name: objects') +
      object('v1', 'Service', 's', '{}') +
      workload('apps/v1', 'StatefulSet', 'd', 'replicas: 3'),
    finds: [
      'ResourceQuota a/q spec.hard[requests.cpu]: requests.cpu 1500m > 1 at the worst moment: StatefulSet d 3 pods x 500m, of which 2 fit',
      'ResourceQuota a/objects spec.hard.services: services 1 > 0 at the worst moment: Service s',
    ],
  },
];
