import { ApiObject, type Duration, Lazy } from 'cdk8s';
import { Job, RestartPolicy } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import type { PodJson } from '../../hardening/hardening';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { CiliumEntity, CiliumRule } from '../../values/cilium-rule';
import type { ITenantNamespace } from '../../values/namespace';
import { PodSet } from '../../values/pod-set';
import { Port } from '../../values/port';
import type { Resources } from '../../values/resources';
import type { IServiceIdentity } from '../../values/service-identity';
import { CiliumPolicy } from '../network/cilium-policy';
import type { ContainerSettings } from '../workload/hardened-container-props';
import { HardenedPod } from '../workload/hardened-pod';
import { assertToken, controllerPod } from './controller-pod';

/** One step of a pipeline: a pod that runs to its end. Parameters are `{{workflow.parameters.<name>}}` in its variables. */
export interface PipelineStepProps extends ContainerSettings {
  /** Name of the step; a DNS label, unique in the pipeline. */
  readonly name: string;
  /**
   * Directories that the step can write to, and how much.
   * @default { '/tmp': '64Mi' }
   */
  readonly writable?: { readonly [path: string]: string };
}

/** Steps that follow each other. */
export interface WorkflowPipelineProps {
  /** Where the steps run. */
  readonly namespace: ITenantNamespace;
  /**
   * Who the steps are. The executor beside each records results: it needs to create and patch `workflowtaskresults`, and its
   * account to mount the token by itself.
   */
  readonly identity: IServiceIdentity;
  /** What a run is given; each has to be bound by whoever starts it. */
  readonly parameters: string[];
  /** Each starts only if the one before it succeeded. */
  readonly steps: PipelineStepProps[];
  /** What the executor may use, before and beside each step. */
  readonly executorResources: Resources;
  /**
   * Port on which the API server answers pods.
   * @default 6443
   */
  readonly apiServerPort?: number;
  /**
   * How long a run may take.
   * @default Duration.hours(1)
   */
  readonly activeDeadline?: Duration;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

const PARAMETER = /^[a-z][-a-z0-9]*$/;
/** Fields of a hardened pod that a template of a workflow has, too. */
const TEMPLATE_FIELDS = ['securityContext', 'nodeSelector', 'tolerations', 'volumes', 'initContainers'];
const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * A WorkflowTemplate of Argo Workflows whose steps meet the restricted Pod Security Standard, the executor's own containers
 * included (seed row G16).
 *
 * Payloads reach a step as environment variables only: what is pasted into a command line runs as a command.
 *
 * @throws if a parameter is pasted into a command, or a step uses one that nobody is asked for
 */
export class WorkflowPipeline extends Construct {
  /** The WorkflowTemplate, for patches and metadata. */
  public readonly apiObject: ApiObject;
  /** `metadata.name` of the WorkflowTemplate. */
  public readonly name: string;
  /** Where the steps run. */
  public readonly namespace: ITenantNamespace;
  /** The pods of all steps. */
  public readonly pods: PodSet;
  /** What a run has to be given. */
  public readonly parameters: string[];

  constructor(scope: Construct, id: string, props: WorkflowPipelineProps) {
    super(scope, id);
    const { namespace, identity, parameters, steps } = props;
    this.name = Names.dnsLabel('name', props.name ?? id);
    this.namespace = namespace;
    this.parameters = [...parameters];
    for (const parameter of parameters) {
      if (!PARAMETER.test(parameter)) throw new InvalidValue('parameter', 'a name such as "image-digest"', parameter);
    }
    if (steps.length === 0) throw new InvalidValue('steps', 'at least one step', steps);
    assertToken(identity, 'records the results of steps');
    const labels = { app: this.name, ...namespace.tenant.labels };
    const templates = steps.map(step => this.template(step, identity));
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'WorkflowTemplate',
      metadata: { name: this.name, namespace: namespace.namespaceName, labels },
      spec: Lazy.any({
        produce: () => ({
          entrypoint: 'pipeline',
          arguments: { parameters: parameters.map(name => ({ name })) },
          serviceAccountName: identity.serviceAccountName,
          ...(namespace.imagePullSecretName ? { imagePullSecrets: [{ name: namespace.imagePullSecretName }] } : {}),
          podMetadata: { labels },
          podSpecPatch: WorkflowPipeline.executorPatch(namespace, props.executorResources),
          activeDeadlineSeconds: props.activeDeadline?.toSeconds() ?? HOUR,
          ttlStrategy: { secondsAfterCompletion: DAY },
          podGC: { strategy: 'OnPodSuccess' },
          templates: [
            { name: 'pipeline', steps: steps.map(({ name }) => [{ name, template: name }]) },
            ...templates.map(template => template()),
          ],
        }),
      }),
    });
    this.pods = PodSet.labelled({ app: this.name }, namespace);
    new CiliumPolicy(this, 'Executor', {
      name: `${this.name}-executor`,
      description: 'The executor beside each step tells the API server how it went.',
      pods: this.pods,
      egress: [CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], [Port.tcp(props.apiServerPort ?? 6443)])],
    });
  }

  /** A step is built as the pod of a Job, so that all that holds for pods holds for it, too; the Job is not rendered. */
  private template(step: PipelineStepProps, identity: IServiceIdentity): () => PodJson {
    const { name, writable, ...container } = step;
    this.assertParameters(step);
    const scope = new Construct(this, `Step-${Names.dnsLabel('name of a step', name)}`);
    const pod = HardenedPod._of(scope, {
      ...container,
      namespace: this.namespace,
      identity,
      writable,
      name,
      app: this.name,
      containerName: 'main',
    });
    const job = new Job(scope, 'Resource', { ...pod._workloadProps(), restartPolicy: RestartPolicy.NEVER });
    const sealed = pod._seal(job);
    job.node.tryRemoveChild(sealed.node.id);
    return () => {
      const { spec } = sealed.toJson().spec.template;
      const { name: _name, ...main } = spec.containers[0];
      const fields = TEMPLATE_FIELDS.filter(field => spec[field] !== undefined).map(field => [field, spec[field]]);
      return { name, ...Object.fromEntries(fields), container: main };
    };
  }

  private assertParameters({ name, command = [], args = [], envVariables = {} }: PipelineStepProps): void {
    const pasted = [...command, ...args].find(text => text.includes('{{'));
    if (pasted !== undefined) {
      throw new InvalidValue(
        `command of step ${JSON.stringify(name)}`,
        'without "{{"; use an environment variable',
        pasted,
      );
    }
    for (const { value = '' } of Object.values(envVariables)) {
      for (const [, used] of String(value).matchAll(/\{\{\s*workflow\.parameters\.([^}\s]+)\s*\}\}/g)) {
        if (this.parameters.includes(used)) continue;
        throw new InvalidValue(
          `parameter of step ${JSON.stringify(name)}`,
          `one of ${this.parameters.join(', ')}`,
          used,
        );
      }
    }
  }

  /** What the controller adds to each pod is held to the same standard. */
  private static executorPatch(namespace: ITenantNamespace, resources: Resources): string {
    const { containers } = controllerPod(namespace, { init: resources, wait: resources });
    const named = (name: string) => [{ name, ...containers.get(name) }];
    return JSON.stringify({ enableServiceLinks: false, initContainers: named('init'), containers: named('wait') });
  }
}
