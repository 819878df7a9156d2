import { ApiObject, Lazy } from 'cdk8s';
import { Pod, type Resource } from 'cdk8s-plus-30';
import type { PodJson } from '../../hardening/hardening';

/** What the API server fills in by itself in the spec of a workload; to render it is noise. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  minReadySeconds: 0,
  progressDeadlineSeconds: 600,
  podManagementPolicy: 'OrderedReady',
  suspend: false,
};

/**
 * Replaces the object that cdk8s-plus generates by a plain one that renders the hardened form of it.
 *
 * cdk8s-plus renders through the Kubernetes 1.30 types, which drop fields they do not know, also from patches. The plain
 * object keeps them: `ApiObject.of(workload).addJsonPatch(…)` works with every field of every version.
 *
 * @param workload what cdk8s-plus built
 * @param hardenPod takes the rendered pod spec, gives the hardened one; not asked where there is no pod
 */
export function sealWorkload(workload: Resource, hardenPod: (spec: PodJson) => PodJson): ApiObject {
  const generated = ApiObject.of(workload);
  workload.node.tryRemoveChild(generated.node.id);
  const sealed = new ApiObject(workload, generated.node.id, {
    apiVersion: generated.apiVersion,
    kind: generated.kind,
    metadata: generated.metadata.toJson(),
    spec: Lazy.any({ produce: () => sealSpec(generated.toJson().spec, hardenPod) }),
  });
  // Labels and annotations that are added to the wrapped workload belong to the object that is rendered.
  Object.defineProperty(workload, 'metadata', { get: () => sealed.metadata });
  return sealed;
}

function sealSpec(spec: PodJson, hardenPod: (spec: PodJson) => PodJson): PodJson {
  const sealed: PodJson = { ...spec };
  for (const [field, value] of Object.entries(DEFAULTS)) if (sealed[field] === value) delete sealed[field];
  if (sealed.jobTemplate)
    sealed.jobTemplate = { ...spec.jobTemplate, spec: sealSpec(spec.jobTemplate.spec, hardenPod) };
  if (sealed.template) {
    sealed.template = { metadata: podMetadata(spec.template.metadata), spec: hardenPod(spec.template.spec) };
  }
  return sealed;
}

/** Without the address label of cdk8s-plus: it follows the construct path, so moving a construct would replace its pods. */
function podMetadata(metadata: PodJson): PodJson {
  const { [Pod.ADDRESS_LABEL]: _address, ...labels } = metadata.labels ?? {};
  return { ...metadata, labels };
}
