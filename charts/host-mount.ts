import { Volume, type VolumeMount } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';

/** A folder of the node that an agent reads, and cannot write. */
export function hostMount(agent: Construct, name: string, folder: string, path = `/host${folder}`): VolumeMount {
  return { path, volume: Volume.fromHostPath(agent, name, name, { path: folder }), readOnly: true };
}
