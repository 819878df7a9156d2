import { Remembered } from '../../notation/remembered';
import { Json, type JsonObject } from '../json/json';

/** One rule of a Role or ClusterRole. */
export interface PolicyRule {
  /** Path in its role, such as `rules[0]`; empty for a rule of Kubernetes' own roles. */
  readonly path: string;
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** A request for a resource: who asks is asked elsewhere. */
export interface ResourceRequest {
  readonly verb: string;
  /** API group; empty for the core group. */
  readonly group: string;
  /** Plural name, such as `pods`. */
  readonly resource: string;
  /** Such as `log`; none by default. */
  readonly subresource?: string;
  /** Name of the object; none for list, watch, create and deletecollection. */
  readonly name?: string;
}

const NONE: readonly PolicyRule[] = [];
const REMEMBERED = new Remembered<readonly PolicyRule[]>();

/**
 * What rules allow, as Kubernetes' RBAC authorizer matches them: `*` and exact names, `*` before a subresource, and a
 * trailing `*` in a URL. No other pattern exists: `pods/*` matches nothing.
 *
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/rbac/v1/evaluation_helpers.go
 */
export class PolicyRules {
  /** The rules of a Role or ClusterRole, as written. */
  public static of({ rules }: JsonObject): readonly PolicyRule[] {
    return Array.isArray(rules) ? REMEMBERED.of(JSON.stringify(rules), () => PolicyRules.read(rules)) : NONE;
  }

  private static read(rules: readonly unknown[]): readonly PolicyRule[] {
    return rules.map((entry, index) => {
      const rule = Json.object(entry);
      const texts = (value: unknown) => Json.list(value).filter(text => typeof text === 'string');
      return {
        path: `rules[${index}]`,
        verbs: texts(rule.verbs),
        apiGroups: texts(rule.apiGroups),
        resources: texts(rule.resources),
        resourceNames: texts(rule.resourceNames),
        nonResourceURLs: texts(rule.nonResourceURLs),
      };
    });
  }

  /** Whether the rule allows the request. */
  public static allows(rule: PolicyRule, request: ResourceRequest): boolean {
    return PolicyRules.allowsAny(rule, request) && PolicyRules.names(rule, request.name ?? '');
  }

  /** Whether the rule allows the request for some object, were it only one that it names. */
  public static allowsAny(rule: PolicyRule, { verb, group, resource, subresource }: ResourceRequest): boolean {
    return PolicyRules.allowsVerb(rule, verb) && PolicyRules.speaksOf(rule, group, resource, subresource);
  }

  /** Whether the rule allows the verb, on whatever it speaks of. */
  public static allowsVerb({ verbs }: PolicyRule, verb: string): boolean {
    return PolicyRules.has(verbs, verb);
  }

  /** Whether the rule allows anything on the resource. */
  public static speaksOf(
    { apiGroups, resources }: PolicyRule,
    group: string,
    resource: string,
    subresource = '',
  ): boolean {
    if (!PolicyRules.has(apiGroups, group)) return false;
    if (subresource === '') return PolicyRules.has(resources, resource);
    return PolicyRules.has(resources, `${resource}/${subresource}`) || resources.includes(`*/${subresource}`);
  }

  /** Whether the rule allows a request for a path of the API server that is no resource. */
  public static allowsUrl(rule: PolicyRule, verb: string, url: string): boolean {
    return (
      PolicyRules.has(rule.verbs, verb) &&
      rule.nonResourceURLs.some(
        pattern =>
          pattern === '*' || pattern === url || (pattern.endsWith('*') && url.startsWith(pattern.replace(/\*+$/, ''))),
      )
    );
  }

  /** Whether the rule gives any right to a resource. */
  public static givesResources({ verbs, apiGroups, resources }: PolicyRule): boolean {
    return verbs.length > 0 && apiGroups.length > 0 && resources.length > 0;
  }

  private static has(list: readonly string[], value: string): boolean {
    return list.includes('*') || list.includes(value);
  }

  private static names({ resourceNames }: PolicyRule, name: string): boolean {
    return resourceNames.length === 0 || resourceNames.includes(name);
  }
}
