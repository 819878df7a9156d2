import type { CheckCases } from '../check-cases';
import { workload } from '../class-yaml';

const pod = (volumes: string, container: string) =>
  workload('w', 'a', `volumes: [${volumes}], containers: [{ name: main, ${container} }]`);
const volume = (name: string, emptyDir: string) => `{ name: ${name}, emptyDir: { ${emptyDir} } }`;
const limited = (memory: string, ...names: string[]) =>
  `resources: { limits: { memory: ${memory} } }, volumeMounts: [${names.map(name => `{ name: ${name}, mountPath: /${name} }`).join(', ')}]`;
const SHM = volume('shm', 'medium: Memory, sizeLimit: 8Gi');

export default {
  check: 'memory-volume',
  passing: [
    { name: 'B17: a part of the limit', yaml: pod(SHM, limited('32Gi', 'shm')) },
    { name: 'a disk', yaml: pod(volume('tmp', 'sizeLimit: 8Gi'), limited('1Gi', 'tmp')) },
    { name: 'not mounted here', yaml: pod(SHM, limited('1Gi')) },
    { name: 'read only', yaml: pod(SHM, limited('1Gi', 'shm').replace('/shm }', '/shm, readOnly: true }')) },
    { name: 'no limit, which others ask for', yaml: pod(SHM, 'volumeMounts: [{ name: shm, mountPath: /dev/shm }]') },
    { name: 'no size, which others ask for', yaml: pod(volume('shm', 'medium: Memory'), limited('1Gi', 'shm')) },
  ],
  failing: [
    {
      name: 'B17: shared memory as large as the limit',
      yaml: pod(SHM, limited('8Gi', 'shm')),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].volumeMounts: container "main" may use 8Gi of memory, and fill volumes of 8Gi with it',
      ],
    },
    {
      name: 'two together, one of them mounted twice',
      yaml: pod(`${SHM}, ${volume('cache', 'medium: Memory, sizeLimit: 1Gi')}`, limited('9Gi', 'shm', 'cache', 'shm')),
      finds: [
        'Deployment a/w spec.template.spec.containers[0].volumeMounts: container "main" may use 9Gi of memory, and fill volumes of 9Gi with it',
      ],
    },
  ],
} satisfies CheckCases;
