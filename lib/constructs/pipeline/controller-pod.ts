import { hardenPodSpec } from '../../hardening/harden-pod-spec';
import type { PodJson } from '../../hardening/hardening';
import type { ITenantNamespace } from '../../values/namespace';
import type { Resources } from '../../values/resources';
import type { IServiceIdentity } from '../../values/service-identity';

/** The containers of a pod that a controller makes, by name, and what each may use. */
export type ControllerContainers = Readonly<Record<string, Resources>>;

/** What a custom object can say of the pod that its controller makes of it. */
export interface ControllerPod {
  /** Fields of the pod: where it runs, and as whom. */
  readonly pod: PodJson;
  /** Fields of each container. */
  readonly containers: ReadonlyMap<string, PodJson>;
}

const POD_FIELDS = ['securityContext', 'nodeSelector', 'tolerations', 'imagePullSecrets'];

/** Hardens the pod of a controller as any other, and gives what such an object has fields for. */
export function controllerPod(namespace: ITenantNamespace, containers: ControllerContainers): ControllerPod {
  const spec = hardenPodSpec(
    { containers: Object.keys(containers).map(name => ({ name })) },
    {
      pool: namespace.pool,
      imagePullSecretName: namespace.imagePullSecretName,
      escapes: [],
      // Controllers mount the scratch space of their pods themselves.
      writable: {},
      resources: new Map(Object.entries(containers)),
      portNames: new Map(),
      claimMounts: new Map(),
    },
  );
  return {
    pod: Object.fromEntries(POD_FIELDS.filter(field => spec[field]).map(field => [field, spec[field]])),
    containers: new Map(
      spec.containers.map(({ name, resources, securityContext }: PodJson) => [name, { resources, securityContext }]),
    ),
  };
}

/** The template that event sources and sensors have of the one pod that is made of them. */
export function controllerTemplate(
  namespace: ITenantNamespace,
  labels: Readonly<Record<string, string>>,
  { identity, resources }: { readonly identity: IServiceIdentity; readonly resources: Resources },
): PodJson {
  const { pod, containers } = controllerPod(namespace, { main: resources });
  const { serviceAccountName } = identity;
  return { metadata: { labels }, serviceAccountName, ...pod, container: containers.get('main') };
}

/** A pod that a controller makes cannot ask for its token; so its account has to give it. */
export function assertToken(identity: IServiceIdentity, use: string): void {
  if (identity.callsApi && identity.automountsToken) return;
  const what = identity.callsApi
    ? 'does not give its pods a token; set automountToken'
    : 'has no rights; give it rules';
  throw new Error(`ServiceAccount ${identity.serviceAccountName}, which ${use}, ${what}`);
}
