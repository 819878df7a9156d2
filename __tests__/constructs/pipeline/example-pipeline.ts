import { App, Chart } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-30';
import {
  AccessRule,
  JetStreamBus,
  type JetStreamBusProps,
  NodePool,
  PodSecurity,
  Resources,
  ServiceIdentity,
  type ServiceIdentityProps,
  TenantNamespace,
  WebhookSource,
  type WebhookSourceProps,
  WorkflowPipeline,
  type WorkflowPipelineProps,
  WorkflowSensor,
  type WorkflowSensorProps,
} from '../../../lib';
import { CHECKS } from '../../../lib/checks/catalog';
import { Judgement } from '../../../lib/evidence/judgement';
import { Manifest } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { IMAGE, SMALL } from '../workload/example-workload';

/** A bus, a source, a pipeline and a sensor in a namespace that is restricted and pinned. */
export class ExamplePipeline {
  public readonly chart = new Chart(new App(), 'test');
  public readonly namespace = new TenantNamespace(this.chart, 'ci', {
    tenant: { name: 'ci', team: 'platform', owner: 'platform@example.com', platform: true },
    pool: NodePool.dedicated('build'),
    podSecurity: PodSecurity.restricted('v1.36'),
    quota: { cpu: '20', memory: '40Gi', pods: 20, storage: '10Gi' },
  });

  public identity(id: string, props: Partial<ServiceIdentityProps> = {}): ServiceIdentity {
    return new ServiceIdentity(this.chart, id, { namespace: this.namespace, ...props });
  }

  public creator(id: string, resource: string, patch = false): ServiceIdentity {
    const rules = [AccessRule.creating({ group: 'argoproj.io', resource, patch })];
    return this.identity(id, { rules, automountToken: true });
  }

  public bus(props: Partial<JetStreamBusProps> = {}): JetStreamBus {
    return new JetStreamBus(this.chart, 'bus', {
      namespace: this.namespace,
      identity: this.identity('eventbus'),
      version: '2.10.10',
      resources: SMALL,
      sidecarResources: Resources.guaranteed({ cpu: '100m', memory: '128Mi' }),
      volumeSize: '1Gi',
      ...props,
    });
  }

  public source(props: Partial<WebhookSourceProps> = {}): WebhookSource {
    return new WebhookSource(this.chart, 'builds', {
      namespace: this.namespace,
      identity: this.identity('source'),
      bus: props.bus ?? this.bus(),
      endpoint: '/deploy',
      tokenSecretName: 'webhook-token',
      resources: SMALL,
      ...props,
    });
  }

  public pipeline(props: Partial<WorkflowPipelineProps> = {}): WorkflowPipeline {
    return new WorkflowPipeline(this.chart, 'deploy', {
      namespace: this.namespace,
      identity: props.identity ?? this.creator('steps', 'workflowtaskresults', true),
      parameters: ['digest'],
      steps: [
        {
          name: 'verify',
          image: IMAGE,
          resources: SMALL,
          command: ['verify'],
          args: ['$(DIGEST)'],
          envVariables: { DIGEST: EnvValue.fromValue('{{workflow.parameters.digest}}') },
        },
        { name: 'commit', image: IMAGE, resources: SMALL, writable: { '/work': '1Gi' } },
      ],
      executorResources: SMALL,
      ...props,
    });
  }

  public sensor(props: Partial<WorkflowSensorProps> = {}): WorkflowSensor {
    return new WorkflowSensor(this.chart, 'sensor', {
      pipeline: props.pipeline ?? this.pipeline(),
      source: props.source ?? this.source(),
      identity: props.identity ?? this.creator('creator', 'workflows'),
      payload: { digest: { path: 'body.digest', pattern: 'sha256:[0-9a-f]{64}' } },
      resources: SMALL,
      ...props,
    });
  }

  /** The rendered object of a kind and, where there are several, of a name. */
  public rendered(kind: string, name?: string): Record<string, any> {
    const found = this.chart.toJson().filter(object => {
      return object.kind === kind && (name === undefined || object.metadata.name === name);
    });
    if (found.length !== 1) throw new Error(`${found.length} objects are ${kind} ${name ?? ''}`);
    return found[0];
  }

  /** What checks of some families say of everything that is rendered. */
  public findings(...families: string[]): string[] {
    const all = new ManifestSet(this.chart.toJson().map(object => new Manifest(object)));
    const checks = CHECKS.filter(({ family }) => families.includes(family));
    return Judgement.of(all, checks).findings.map(
      ({ check, object, path, message }) => `${check} ${object.kind} ${object.name} ${path}: ${message}`,
    );
  }
}
