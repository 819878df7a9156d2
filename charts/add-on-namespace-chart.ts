import { Chart, Cron, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  BackupSchedule,
  CiliumEntity,
  CiliumPolicy,
  CiliumRule,
  ExternalNamespace,
  ExternalSecret,
  PodSecurity,
  PodSet,
  Port,
  type Site,
  TenantNamespace,
  Waivers,
} from '../lib';
import type { AddOnNamespace } from './add-on';
import { BACKUPS, GITLAB, gpuNodes, INFRA_POOL, STORE, VAULT, YEARLY_REVIEW } from './site';

export interface AddOnNamespaceChartProps {
  readonly site: Site;
  readonly addOns: AddOnNamespace;
  /** The pods that scrape metrics. */
  readonly scrapers: PodSet;
  /**
   * The pods that use what runs there.
   * @default - none
   */
  readonly clients?: PodSet[];
  /**
   * Other add-ons that its pods use.
   * @default - none
   */
  readonly servers?: readonly AddOnNamespace[];
}

/**
 * A namespace that charts of others are delivered into: what they render is not judged, so the namespace bounds it. Applied
 * before its charts.
 */
export class AddOnNamespaceChart extends Chart {
  /** Where the charts are delivered. */
  public readonly tenantNamespace: TenantNamespace;

  constructor(scope: Construct, id: string, props: AddOnNamespaceChartProps) {
    super(scope, id);
    const { site, addOns } = props;
    const { name } = addOns;
    this.tenantNamespace = new TenantNamespace(this, name, {
      tenant: { name, team: 'platform', owner: 'platform@build.server', platform: true },
      pool: addOns.privileged === undefined ? INFRA_POOL : gpuNodes(site),
      podSecurity: PodSecurity[addOns.privileged === undefined ? 'restricted' : 'privileged'](site.podSecurityVersion),
      quota: addOns.quota,
      limits: addOns.limits,
      holdsData: addOns.holdsData,
      access: addOns.account === undefined ? undefined : { identityNames: [addOns.account] },
      imagePullStore: addOns.readsRegistry ? VAULT : undefined,
    });
    if (addOns.privileged !== undefined) {
      Waivers.of(this.tenantNamespace).add({ check: 'namespace-level', reason: addOns.privileged, ...YEARLY_REVIEW });
    }
    for (const [secret, keys] of Object.entries(addOns.secrets ?? {})) {
      new ExternalSecret(this, secret, {
        namespace: this.tenantNamespace,
        store: VAULT,
        remoteKey: `${name}/${secret}`,
        keys: [...keys],
      });
    }
    if (addOns.holdsData) {
      new BackupSchedule(this, `${name}-backup`, {
        source: this.tenantNamespace,
        velero: ExternalNamespace.named('velero'),
        schedule: Cron.schedule({ minute: '41', hour: '3' }),
        keep: Duration.days(30),
      });
    }
    const pods = PodSet.allIn(this.tenantNamespace);
    const { ingress, egress } = AddOnNamespaceChart.rules(pods, props);
    new CiliumPolicy(this, `${name}-pods`, {
      description: `What the pods of ${name} need to do their work, and no more.`,
      pods,
      ingress,
      egress,
    });
  }

  private static rules(pods: PodSet, { addOns, scrapers, clients = [], servers = [] }: AddOnNamespaceChartProps) {
    const tcp = (ports: readonly number[] = []) => ports.map(port => Port.tcp(port));
    const { webhooks = [], internal = [], metrics, serves, callsApiServer = true } = addOns;
    return {
      ingress: [
        ...(webhooks.length > 0 ? [CiliumRule.fromEntities([CiliumEntity.KUBE_APISERVER], tcp(webhooks))] : []),
        ...(internal.length > 0 ? [CiliumRule.fromPods([pods], tcp(internal))] : []),
        ...(clients.length > 0 && serves !== undefined ? [CiliumRule.fromPods(clients, tcp([serves]))] : []),
        ...(metrics === undefined ? [] : [CiliumRule.fromPods([scrapers], tcp([metrics]))]),
      ],
      egress: [
        ...(callsApiServer ? [CiliumRule.toEntities([CiliumEntity.KUBE_APISERVER], tcp([6443]))] : []),
        ...(internal.length > 0 ? [CiliumRule.toPods(pods, tcp(internal))] : []),
        ...servers.map(({ name, serves }) =>
          CiliumRule.toPods(PodSet.allIn(ExternalNamespace.named(name)), tcp(serves === undefined ? [] : [serves])),
        ),
        ...(addOns.readsStore ? [CiliumRule.toFqdn(STORE.hostname, tcp([STORE.port]))] : []),
        // The registry sends whoever asks to GitLab, for a token.
        ...(addOns.readsRegistry ? [CiliumRule.toFqdn(GITLAB.hostname, tcp([443, 5050]))] : []),
        ...(addOns.asksPrometheus ? [CiliumRule.toPods(scrapers, tcp([9090]))] : []),
        ...(addOns.backsUp ? [CiliumRule.toFqdn(BACKUPS.hostname, tcp([443]))] : []),
      ],
    };
  }
}
