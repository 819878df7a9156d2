import { Json, type JsonObject } from '../../manifests/json/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type PodContainer, PodTemplate } from '../../manifests/pod-template';
import { ConfigurationKeys } from '../../manifests/references/configuration-keys';
import { RequiredVariables } from '../../notation/required-variables';
import type { Check } from '../check';

/**
 * A container is given every variable without which its image does not start.
 *
 * Fields:  annotations `required-variables.fortress.cdk8s.io/<container>` of a pod: names, with commas between them;
 *          <container>.{env,envFrom}
 * Allowed: a variable with a text or a source; a key of a ConfigMap or Secret in envFrom. A ConfigMap or Secret whose keys are
 *          not known here may hold any. Pods without the annotation say nothing of it
 * Source:  https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
 *          seed row I14: a crash loop for a variable that is missing
 */
export const requiredVariables: Check = {
  id: 'required-variables',
  family: 'references',
  title: 'containers are given the variables that their images need',
  fix: 'give the container the variable, or correct the annotation where the image does not need it',
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const pod = all.podOf(manifest);
    return (pod?.containers ?? []).flatMap(container => {
      const missing = RequiredVariables.of(container.name, pod?.annotations ?? {}).filter(
        variable => !isGiven(variable, container, manifest, all),
      );
      if (missing.length === 0) return [];
      const message = `container ${JSON.stringify(container.name)} needs ${missing.join(', ')}, and is not given it`;
      return [{ path: `${container.path}.env`, message }];
    });
  },
};

function isGiven(variable: string, { container }: PodContainer, owner: Manifest, all: ManifestSet): boolean {
  const isSet = ({ name, value, valueFrom }: JsonObject) =>
    name === variable && ((typeof value === 'string' && value !== '') || Json.isObject(valueFrom));
  if (Json.objects(container.env).some(isSet)) return true;
  return Json.objects(container.envFrom).some(source => {
    const prefix = Json.text(source.prefix) ?? '';
    if (!variable.startsWith(prefix)) return false;
    const [kind, reference] = Json.isObject(source.secretRef)
      ? ['Secret', source.secretRef]
      : ['ConfigMap', Json.object(source.configMapRef)];
    const name = Json.text(reference.name) ?? '';
    const keys = ConfigurationKeys.of({ path: '', group: '', kind, namespace: owner.effectiveNamespace, name }, all);
    return keys === undefined || keys.has(variable.slice(prefix.length));
  });
}
