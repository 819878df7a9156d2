import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { GoRegexp } from '../../notation/go-regexp';
import { InvalidValue } from '../../notation/invalid-value';
import { Names } from '../../notation/names';
import { CiliumEntity, CiliumRule } from '../../values/cilium-rule';
import { PodSet } from '../../values/pod-set';
import { Port } from '../../values/port';
import type { Resources } from '../../values/resources';
import type { IServiceIdentity } from '../../values/service-identity';
import { CiliumPolicy } from '../network/cilium-policy';
import { connectToBus } from './bus-client';
import { assertToken, controllerTemplate } from './controller-pod';
import type { WebhookSource } from './webhook-source';
import type { WorkflowPipeline } from './workflow-pipeline';

/** Where a parameter comes from, and what it has to look like. */
export interface PayloadField {
  /** Path in the event, such as `body.image.digest`. */
  readonly path: string;
  /** Regular expression of RE2 for the whole text, such as `sha256:[0-9a-f]{64}`; an event that does not match starts nothing. */
  readonly pattern: string;
}

/** Events that start a pipeline. */
export interface WorkflowSensorProps {
  /** The pipeline; the sensor is in its namespace. */
  readonly pipeline: WorkflowPipeline;
  /** Where events come from. */
  readonly source: WebhookSource;
  /** Who the sensor's pod is: it needs to create `workflows`, and its account to mount the token by itself. */
  readonly identity: IServiceIdentity;
  /** For every parameter of the pipeline the field of the payload that it is bound to. */
  readonly payload: { readonly [parameter: string]: PayloadField };
  /** What the pod may use. */
  readonly resources: Resources;
  /**
   * Port on which the API server answers pods.
   * @default 6443
   */
  readonly apiServerPort?: number;
  /**
   * `metadata.name`.
   * @default - the construct id
   */
  readonly name?: string;
}

const PATH = /^(body|header)(\.[A-Za-z][\w-]*)+$/;

/**
 * A Sensor of Argo Events that starts a {@link WorkflowPipeline} for each event of a source whose payload is as expected, with
 * every parameter bound to a field of the payload (seed row G16).
 *
 * @throws if a parameter of the pipeline is not bound, or one is bound that it does not have
 */
export class WorkflowSensor extends Construct {
  /** The Sensor, for patches and metadata. */
  public readonly apiObject: ApiObject;
  /** `metadata.name` of the Sensor. */
  public readonly name: string;
  /** Its pods. */
  public readonly pods: PodSet;

  constructor(scope: Construct, id: string, props: WorkflowSensorProps) {
    super(scope, id);
    const { pipeline, source } = props;
    const { namespace } = pipeline;
    this.name = Names.dnsLabel('name', props.name ?? id);
    assertToken(props.identity, 'creates workflows');
    const fields = WorkflowSensor.fields(props);
    const labels = { app: `${this.name}-sensor`, ...namespace.tenant.labels };
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Sensor',
      metadata: { name: this.name, namespace: namespace.namespaceName, labels },
      spec: {
        eventBusName: source.bus.name,
        replicas: 1,
        template: controllerTemplate(namespace, labels, props),
        dependencies: [
          {
            name: source.eventName,
            eventSourceName: source.name,
            eventName: source.eventName,
            filters: {
              data: fields.map(({ path, pattern }) => ({ path, type: 'string', value: [`^(?:${pattern})$`] })),
            },
          },
        ],
        triggers: [{ template: { name: pipeline.name, k8s: WorkflowSensor.creation(props) } }],
      },
    });
    this.pods = PodSet.labelled({ app: labels.app }, namespace);
    connectToBus(this, `${this.name}-sensor`, this.pods, source.bus);
    new CiliumPolicy(this, 'Workflows', {
      name: `${this.name}-sensor-workflows`,
      description: 'The sensor creates workflows.',
      pods: this.pods,
      egress: [CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], [Port.tcp(props.apiServerPort ?? 6443)])],
    });
  }

  /** Created as any object: the trigger for workflows would need to list them, too. */
  private static creation({ pipeline, source, payload }: WorkflowSensorProps): object {
    return {
      operation: 'create',
      source: {
        resource: {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Workflow',
          metadata: { generateName: `${pipeline.name}-`, namespace: pipeline.namespace.namespaceName },
          spec: {
            workflowTemplateRef: { name: pipeline.name },
            arguments: { parameters: pipeline.parameters.map(name => ({ name, value: '' })) },
          },
        },
      },
      parameters: pipeline.parameters.map((name, index) => ({
        src: { dependencyName: source.eventName, dataKey: payload[name].path },
        dest: `spec.arguments.parameters.${index}.value`,
      })),
    };
  }

  private static fields({ pipeline, payload }: WorkflowSensorProps): PayloadField[] {
    const missing = pipeline.parameters.filter(name => payload[name] === undefined);
    if (missing.length > 0) {
      throw new Error(`parameter ${missing.join(', ')} of pipeline ${pipeline.name} is not bound; add it to payload`);
    }
    return Object.entries(payload).map(([name, field]) => {
      if (!pipeline.parameters.includes(name)) {
        throw new InvalidValue('parameter', `one of ${pipeline.parameters.join(', ')}`, name);
      }
      if (!PATH.test(field.path))
        throw new InvalidValue('path', 'one of an event such as "body.image.digest"', field.path);
      if (field.pattern === '' || !GoRegexp.isValid(field.pattern)) {
        throw new InvalidValue('pattern', 'a regular expression such as "sha256:[0-9a-f]{64}"', field.pattern);
      }
      return field;
    });
  }
}
