import { Glob } from '../../notation/glob';
import { LabelSelector, type LabelSelectorTerms } from '../../notation/label-selector';
import { MOUNTED_IMAGES } from '../../notation/mounted-images';
import { Json, type JsonObject } from '../json/json';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { NamespaceLabels } from '../namespace-labels';
import { SelectorTerms } from '../network/selector-terms';
import { PerSet } from '../per-set';
import type { PodImage } from '../pod-images';
import { ImageAttestors } from './image-attestors';

const GROUP = 'policies.kyverno.io';
const CLUSTER_WIDE = 'ImageValidatingPolicy';
const OF_NAMESPACE = 'NamespacedImageValidatingPolicy';

/** The requests by which an image comes into a pod: `operation resource`. */
const REQUESTS = [
  ['CREATE', 'pods'],
  ['UPDATE', 'pods'],
  ['UPDATE', 'pods/ephemeralcontainers'],
] as const;

/** What `cosign attest --type vuln` calls the result of a scan. */
const SCAN = 'https://cosign.sigstore.dev/attestation/vuln/v1';

/**
 * An ImageValidatingPolicy of Kyverno, and which images surely have to be signed because of it.
 *
 * Where `validationConfigurations.required` holds, Kyverno refuses a matched image that no attestor has verified, whatever the
 * CEL of `validations` says; so that CEL need not be understood here. What cannot be known from rendered objects (CEL of
 * conditions, labels that a pod's author chooses) counts as a gap.
 *
 * https://github.com/kyverno/kyverno/tree/v1.19.1/pkg/image/verification/evaluator (`Evaluate`, `EnforceRequired`)
 */
export class ImagePolicy {
  private static readonly known = new PerSet(all => {
    const manifests = [CLUSTER_WIDE, OF_NAMESPACE].flatMap(kind => all.ofKind(GROUP, kind));
    return manifests.map(manifest => new ImagePolicy(manifest, all));
  });

  /** All policies of a set, rendered and external. */
  public static in(all: ManifestSet): readonly ImagePolicy[] {
    return ImagePolicy.known.of(all);
  }

  /** What keeps it from refusing each unsigned image that it matches; empty where nothing does. */
  public readonly gaps: readonly string[];

  private readonly spec: JsonObject;
  private readonly namespaces: LabelSelectorTerms;
  private readonly isEverywhere: boolean;
  private readonly globs: readonly Glob[];

  private constructor(
    private readonly manifest: Manifest,
    private readonly all: ManifestSet,
  ) {
    this.spec = manifest.spec;
    const constraints = Json.object(this.spec.matchConstraints);
    this.namespaces = SelectorTerms.read(constraints.namespaceSelector);
    this.isEverywhere = SelectorTerms.isEmpty(this.namespaces);
    this.globs = Json.objects(this.spec.matchImageReferences).flatMap(
      ({ glob }) => Glob.tryParse(Json.text(glob) ?? '') ?? [],
    );
    this.gaps = [
      ...this.leniencies(),
      ...ImagePolicy.unmatchedRequests(constraints),
      ...ImageAttestors.gaps(this.spec.attestors, all.facts.isAirGapped),
      ...this.exceptions(),
    ];
  }

  /** As a person names it: `ImageValidatingPolicy verify-images`. */
  public toString(): string {
    return String(this.manifest);
  }

  /** Whether it is asked about pods of a namespace. */
  public appliesIn(namespace: string): boolean {
    if (this.manifest.kind === OF_NAMESPACE) return this.manifest.effectiveNamespace === namespace;
    return this.isEverywhere || LabelSelector.matches(this.namespaces, NamespaceLabels.of(namespace, this.all));
  }

  /**
   * Whether it surely verifies an image of a pod. Globs are held against the reference as it is written: a registry that it
   * does not name is not added.
   */
  public matches({ text, isVolume }: PodImage): boolean {
    if (isVolume && !this.seesVolumes) return false;
    const references = Json.list(this.spec.matchImageReferences);
    return references.length === 0 || this.globs.some(glob => glob.matches(text));
  }

  /** Whether an image has to have its signer's attestation of a scan, too. */
  public get asksForScan(): boolean {
    const scans = Json.objects(this.spec.attestations).filter(({ intoto }) => Json.at(intoto, 'type') === SCAN);
    return scans.some(({ name }) =>
      Json.objects(this.spec.validations).some(({ expression }) =>
        Json.text(expression)?.includes(`verifyAttestationSignatures(image, attestations.${name},`),
      ),
    );
  }

  private get seesVolumes(): boolean {
    const written = MOUNTED_IMAGES.replace(/\s/g, '');
    return Json.objects(this.spec.images).some(
      ({ expression }) => Json.text(expression)?.replace(/\s/g, '') === written,
    );
  }

  private leniencies(): readonly string[] {
    const { failurePolicy, evaluation, validationActions, validationConfigurations, matchConditions } = this.spec;
    const actions = Json.list(validationActions);
    const mode = Json.text(Json.at(evaluation, 'mode')) || 'Kubernetes';
    const has = (isThere: boolean, gap: string) => (isThere ? [gap] : []);
    return [
      ...has(
        actions.length > 0 && !actions.includes('Deny'),
        `validationActions ${JSON.stringify(actions)} refuse nothing`,
      ),
      ...has(failurePolicy === 'Ignore', 'failurePolicy "Ignore" lets pods pass while Kyverno does not answer'),
      ...has(Json.at(evaluation, 'admission', 'enabled') === false, 'evaluation.admission is not enabled'),
      ...has(mode !== 'Kubernetes', `evaluation.mode ${JSON.stringify(mode)} is not asked about pods`),
      ...has(
        Json.at(validationConfigurations, 'required') === false,
        'validationConfigurations.required is false: an image may pass that nobody has signed',
      ),
      ...has(Json.list(matchConditions).length > 0, 'matchConditions may leave out pods'),
    ];
  }

  /** The labels of a pod are its author's: whoever selects by them lets authors choose. */
  private static unmatchedRequests(constraints: JsonObject): readonly string[] {
    const rules = Json.objects(constraints.resourceRules);
    const missing = REQUESTS.filter(([operation, resource]) => !rules.some(rule => covers(rule, operation, resource)));
    return [
      ...missing.map(([operation, resource]) => `matchConstraints leave out ${operation} of ${resource}`),
      ...(SelectorTerms.isEmpty(SelectorTerms.read(constraints.objectSelector))
        ? []
        : ['matchConstraints.objectSelector leaves out pods by labels that their authors choose']),
      ...(Json.list(constraints.excludeResourceRules).length > 0
        ? ['matchConstraints.excludeResourceRules may leave out pods']
        : []),
    ];
  }

  /** An exception with images or values of its own exempts no pod as a whole. */
  private exceptions(): readonly string[] {
    const { name, kind } = this.manifest;
    return this.all
      .ofKind(GROUP, 'PolicyException')
      .filter(({ spec }) => Json.list(spec.images).length + Json.list(spec.allowedValues).length === 0)
      .filter(({ spec }) => Json.objects(spec.policyRefs).some(ref => ref.name === name && ref.kind === kind))
      .map(exception => `${exception} exempts pods`);
  }
}

/** Whether a rule matches a request whatever the object is called. */
function covers(rule: JsonObject, operation: string, resource: string): boolean {
  const lists = (key: string, ...wanted: string[]) =>
    Json.list(rule[key]).some(each => wanted.includes(each as string));
  const [, subresource] = resource.split('/');
  const resources = subresource ? ['*/*', 'pods/*', `*/${subresource}`] : ['*', '*/*'];
  return (
    lists('apiGroups', '', '*') &&
    lists('apiVersions', 'v1', '*') &&
    lists('operations', operation, '*') &&
    lists('resources', resource, ...resources) &&
    Json.list(rule.resourceNames).length === 0 &&
    rule.scope !== 'Cluster'
  );
}
