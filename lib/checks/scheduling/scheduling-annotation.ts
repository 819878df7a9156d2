import { Json } from '../../manifests/json/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import { PerSet } from '../../manifests/per-set';
import { PodTemplate } from '../../manifests/pod-template';
import { PodResources } from '../../manifests/quota/pod-resources';
import { NamespacePlacement } from '../../manifests/scheduling/namespace-placement';
import type { PodPlacement } from '../../manifests/scheduling/pod-placement';
import { Tolerations } from '../../manifests/scheduling/tolerations';
import { Answers } from '../../notation/answers';
import { Faultless } from '../../notation/faultless';
import { Flat } from '../../notation/flat';
import type { Check, Violation } from '../check';
import { type ScheduledPod, scheduledPod } from './_scheduled-pod';

/** By what namespaces say: placements of pods, of the lowest class of service and of others, that they let in. */
const FINE = new PerSet(
  () =>
    new Answers((_: NamespacePlacement) => ({
      ofBestEffort: new Faultless<PodPlacement>(),
      ofOthers: new Faultless<PodPlacement>(),
    })),
);

/**
 * A pod is one that the scheduling annotations of its namespace let in.
 *
 * Fields:  <pod>.nodeSelector, <pod>.tolerations; the annotations scheduler.alpha.kubernetes.io/node-selector,
 *          defaultTolerations and tolerationsWhitelist of the namespace
 * Allowed: no other value for a label of the namespace's selector; tolerations, with those that Kubernetes and the
 *          namespace add, that entries of the whitelist cover, if there is a whitelist; for a DaemonSet, the
 *          namespace's selector in its own, since its controller does not know the namespace's and makes pods for every
 *          node
 * Source:  https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podnodeselector
 *          https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#podtolerationrestriction
 *          seed rows A11, A12
 */
export const schedulingAnnotation: Check = {
  id: 'scheduling-annotation',
  family: 'scheduling',
  title: "pods agree with their namespace's node selector and its whitelist of tolerations",
  fix: "select and tolerate what the namespace's annotations say, or correct the annotations",
  kinds: PodTemplate.KINDS,
  examine: (manifest, all) => {
    const scheduled = scheduledPod(manifest, all);
    if (!scheduled) return [];
    const placement = NamespacePlacement.of(all.namespace(manifest.effectiveNamespace));
    const { isBestEffort } = PodResources.of(scheduled.pod, all);
    const { ofBestEffort, ofOthers } = FINE.of(all).of(placement);
    return (isBestEffort ? ofBestEffort : ofOthers).findings(scheduled.placement, () =>
      Flat.join(ofSelector(scheduled, placement), ofWhitelist(scheduled.pod, placement, all)),
    );
  },
};

function ofSelector({ pod, isDaemon }: ScheduledPod, { nodeSelector }: NamespacePlacement): readonly Violation[] {
  const selector = nodeSelector.value;
  if (selector === undefined) return [];
  const required = Object.keys(selector);
  const own = Json.object(pod.spec.nodeSelector);
  const said = (key: string) => `the namespace's node selector ${key}=${selector[key]}`;
  const conflicts = required
    .filter(key => Object.hasOwn(own, key) && own[key] !== selector[key])
    .map(key => {
      const path = `${pod.specPath}.nodeSelector[${key}]`;
      return { path, message: `${JSON.stringify(own[key])} conflicts with ${said(key)}; the pod is refused` };
    });
  if (!isDaemon) return conflicts;
  const missing = required.filter(key => !Object.hasOwn(own, key));
  return [
    ...conflicts,
    ...missing.map(key => ({
      path: `${pod.specPath}.nodeSelector`,
      message: `the DaemonSet lacks ${said(key)}; its pods for other nodes stay pending`,
    })),
  ];
}

function ofWhitelist(pod: PodTemplate, placement: NamespacePlacement, all: ManifestSet): readonly Violation[] {
  const whitelist = placement.whitelist.value ?? [];
  if (whitelist.length === 0) return [];
  const defaults = placement.defaultTolerations.value ?? [];
  const refused = Tolerations.admitted(pod, defaults, all).filter(
    toleration => !whitelist.some(entry => Tolerations.covers(entry, toleration)),
  );
  const own = Json.list(pod.spec.tolerations);
  return refused.map(toleration => {
    const index = own.indexOf(toleration);
    const path = `${pod.specPath}.tolerations${index < 0 ? '' : `[${index}]`}`;
    const added = index < 0 ? ', which is added to the pod,' : '';
    const said = `${Tolerations.text(toleration)}${added}`;
    const message = `${said} is not in the namespace's tolerationsWhitelist; the pod is refused`;
    return { path, message };
  });
}
