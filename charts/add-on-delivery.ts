import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ArgoAddOnProject,
  ArgoHelmApplication,
  type Environment,
  ExternalNamespace,
  type INamespace,
  PodSet,
  ResourceKind,
} from '../lib';
import type { AddOn, AddOnNamespace } from './add-on';
import { AddOnNamespaceChart } from './add-on-namespace-chart';
import { ADD_ON_NAMESPACES } from './add-on-namespaces';
import { ADD_ONS } from './add-ons';
import { type ChartName, helmChart } from './helm-charts';

export interface AddOnDeliveryProps {
  readonly environment: Environment;
  readonly addOns: readonly AddOn[];
  /** The namespaces that they go to, by name. */
  readonly namespaces: ReadonlyMap<string, INamespace>;
}

/** The charts of others: for each a project that lists what it may bring, and an Application at one version. */
export class AddOnDelivery extends Chart {
  constructor(scope: Construct, id: string, props: AddOnDeliveryProps) {
    super(scope, id);
    const applications = new Map<ChartName, ArgoHelmApplication>();
    for (const addOn of props.addOns) applications.set(addOn.chart, this.deliver(addOn, props));
    for (const { chart, after = [] } of props.addOns) {
      for (const earlier of after) {
        applications.get(chart)?.node.addDependency(applications.get(earlier) as ArgoHelmApplication);
      }
    }
  }

  private deliver(addOn: AddOn, { environment, namespaces }: AddOnDeliveryProps): ArgoHelmApplication {
    const destination = namespaces.get(addOn.namespace);
    if (!destination) throw new Error(`namespace ${addOn.namespace} of chart ${addOn.chart} is not there; render it`);
    const chart = helmChart(addOn.chart);
    const project = new ArgoAddOnProject(this, `${addOn.chart}-project`, {
      name: addOn.chart,
      description: addOn.purpose,
      charts: [chart],
      destinations: [destination],
      kinds: Object.entries(addOn.kinds).flatMap(([group, kinds]) => kinds.map(kind => ResourceKind.of(group, kind))),
      definitions: [...(addOn.defines ?? [])],
    });
    return new ArgoHelmApplication(this, addOn.chart, {
      chart,
      project,
      destination,
      values: addOn.values?.(environment),
    });
  }
}

export interface AddOnPlaces {
  /** The pods that scrape metrics. */
  readonly scrapers: PodSet;
  /** Namespaces that are there for more than add-ons. */
  readonly shared: readonly INamespace[];
  /** The pods that use add-ons, by the namespace of the add-on. */
  readonly clients: Readonly<Record<string, PodSet[]>>;
}

/** All add-ons of an environment: a chart for each of their namespaces, and one that delivers them. */
export function renderAddOns(scope: Construct, environment: Environment, places: AddOnPlaces): void {
  const { scrapers, shared, clients } = places;
  const own = ADD_ON_NAMESPACES.map(addOns => {
    return new AddOnNamespaceChart(scope, addOns.name, {
      site: environment.site,
      addOns,
      scrapers,
      clients: [...(clients[addOns.name] ?? []), ...usersOf(addOns)],
      servers: ADD_ON_NAMESPACES.filter(({ name }) => addOns.uses?.includes(name)),
    }).tenantNamespace;
  });
  const namespaces = new Map([...shared, ...own].map(namespace => [namespace.namespaceName, namespace]));
  new AddOnDelivery(scope, 'add-ons', { environment, addOns: ADD_ONS, namespaces });
}

/** The pods of other add-ons that use one. */
function usersOf({ name }: AddOnNamespace): PodSet[] {
  const users = ADD_ON_NAMESPACES.filter(({ uses = [] }) => uses.includes(name));
  return users.map(user => PodSet.allIn(ExternalNamespace.named(user.name)));
}
