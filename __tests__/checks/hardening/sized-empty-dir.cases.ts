import type { CheckCases } from '../check-cases';
import { D04, deployment } from './seed-pods';

function volumes(...entries: string[]): string {
  return deployment(`volumes: [${entries.join(', ')}]`);
}

export default {
  check: 'sized-empty-dir',
  passing: [
    {
      name: 'D03: a size',
      yaml: volumes(
        '{ name: tmp-volume, emptyDir: { sizeLimit: 64Mi } }',
        '{ name: shm, emptyDir: { medium: Memory, sizeLimit: 1Gi } }',
        '{ name: n, emptyDir: { sizeLimit: 1048576 } }',
      ),
    },
    {
      name: 'other volumes',
      yaml: volumes('{ name: c, configMap: { name: c } }', '{ name: p, persistentVolumeClaim: { claimName: p } }'),
    },
    { name: 'none', yaml: D04 },
  ],
  failing: [
    {
      name: 'D03: the scratch volume of the seed',
      yaml: volumes('{ name: tmp-volume, emptyDir: {} }'),
      finds: ['Deployment a/w spec.template.spec.volumes[0].emptyDir.sizeLimit: volume "tmp-volume" has no size limit'],
    },
    {
      name: 'a volume without a source is an emptyDir',
      yaml: volumes('{ name: a }', '{ name: b, emptyDir: null }'),
      finds: [
        'Deployment a/w spec.template.spec.volumes[0].emptyDir.sizeLimit: volume "a" has no size limit',
        'Deployment a/w spec.template.spec.volumes[1].emptyDir.sizeLimit: volume "b" has no size limit',
      ],
    },
    {
      name: 'a size that limits nothing',
      yaml: volumes(
        '{ name: a, emptyDir: { sizeLimit: 0 } }',
        '{ name: b, emptyDir: { sizeLimit: lots } }',
        '{ name: c, emptyDir: { medium: Memory, sizeLimit: null } }',
      ),
      finds: [
        'Deployment a/w spec.template.spec.volumes[0].emptyDir.sizeLimit: volume "a" has the size limit 0, which is none',
        'Deployment a/w spec.template.spec.volumes[1].emptyDir.sizeLimit: volume "b" has the size limit "lots", which is none',
        'Deployment a/w spec.template.spec.volumes[2].emptyDir.sizeLimit: volume "c" has the size limit null, which is none',
      ],
    },
    {
      name: 'a CronJob',
      yaml: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: c, namespace: a }\nspec: { jobTemplate: { spec: { template: { spec: { volumes: [{ name: v, emptyDir: {} }] } } } } }\n',
      finds: [
        'CronJob a/c spec.jobTemplate.spec.template.spec.volumes[0].emptyDir.sizeLimit: volume "v" has no size limit',
      ],
    },
  ],
} satisfies CheckCases;
