import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { InvalidValue } from '../../notation/invalid-value';
import type { Hostname } from '../../values/hostname';
import type { INamespace } from '../../values/namespace';
import type { SecretStore } from '../../values/secret-store';
import { ExternalSecret } from '../data/external-secret';

/** Who knows the people that log in. */
export interface ArgoCdSingleSignOn {
  /** Name on the button, such as `GitLab`. */
  readonly name: string;
  /** The identity provider, by OpenID Connect, such as `https://gitlab.example.com`. */
  readonly issuer: string;
  /** As what the provider knows Argo CD. */
  readonly clientId: string;
  /** Where the client's secret is kept: the property `clientSecret` of the entry `argocd/oidc`. */
  readonly secretStore: SecretStore;
}

/** Argo CD's settings in full. */
export interface ArgoCdSettingsProps {
  /** Where Argo CD runs. */
  readonly namespace: INamespace;
  /** The host name of its page. */
  readonly hostname: Hostname;
  readonly singleSignOn: ArgoCdSingleSignOn;
  /** Groups of the provider whose members may do everything. Others see what the roles of projects give them. */
  readonly adminGroups: string[];
  /**
   * Whether Argo CD syncs as the ServiceAccounts that projects name, and fails where one names none. It is in beta since 3.5.
   * @default false: with its own rights
   */
  readonly impersonation?: boolean;
  /**
   * Whether an Application that is itself delivered has a health: that of what it delivers. Without it Argo CD goes on to the
   * next wave as soon as the Application is stored, before the kinds that it brings are there.
   * @default true
   */
  readonly applicationHealth?: boolean;
}

const LABELS = { 'app.kubernetes.io/part-of': 'argocd' };
const SECRET = 'argocd-oidc';
const GROUP = /^[^\s,"'*]+$/;
/** As Argo CD's documentation gives it: the health that the Application says of itself. */
const APPLICATION_HEALTH = `hs = {}
hs.status = "Progressing"
hs.message = ""
if obj.status ~= nil then
  if obj.status.health ~= nil then
    hs.status = obj.status.health.status
    if obj.status.health.message ~= nil then
      hs.message = obj.status.health.message
    end
  end
end
return hs
`;

/**
 * Who may do what in Argo CD (seed rows G12, G13): people log in with their own accounts, the built-in administrator is off,
 * nobody may do anything without a role, and nobody gets a shell in a pod. And what it waits for: a wave with Applications is
 * over when they are healthy.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/, …/operator-manual/rbac/ and
 * …/operator-manual/health/#argocd-app
 */
export class ArgoCdSettings extends Construct {
  /** `argocd-cm`. */
  public readonly configMap: ApiObject;
  /** `argocd-rbac-cm`. */
  public readonly rbacConfigMap: ApiObject;

  /** @throws if nobody would be an administrator, or the issuer is no https URL */
  constructor(scope: Construct, id: string, props: ArgoCdSettingsProps) {
    super(scope, id);
    const { namespace, hostname, singleSignOn: sso, adminGroups } = props;
    if (adminGroups.length === 0 || !adminGroups.every(group => GROUP.test(group))) {
      throw new InvalidValue('adminGroups', 'at least one name of a group, without spaces and wildcards', adminGroups);
    }
    if (!/^https:\/\/[^\s]+$/.test(sso.issuer)) {
      throw new InvalidValue('issuer', 'the https URL of an identity provider', sso.issuer);
    }
    const secret = new ExternalSecret(this, 'ClientSecret', {
      namespace,
      name: SECRET,
      store: sso.secretStore,
      remoteKey: 'argocd/oidc',
      keys: ['clientSecret'],
      // Argo CD reads Secrets with this label only.
      labels: LABELS,
    });
    this.configMap = this.render('argocd-cm', namespace, {
      url: `https://${hostname.name}`,
      'admin.enabled': 'false',
      'users.anonymous.enabled': 'false',
      'exec.enabled': 'false',
      ...(props.impersonation ? { 'application.sync.impersonation.enabled': 'true' } : {}),
      ...(props.applicationHealth === false
        ? {}
        : { 'resource.customizations.health.argoproj.io_Application': APPLICATION_HEALTH }),
      'oidc.config': Yaml.stringify({
        name: sso.name,
        issuer: sso.issuer,
        clientID: sso.clientId,
        clientSecret: `$${secret.secretName}:clientSecret`,
        requestedScopes: ['openid', 'profile', 'email', 'groups'],
      }),
    });
    this.rbacConfigMap = this.render('argocd-rbac-cm', namespace, {
      'policy.default': '',
      'policy.csv': adminGroups.map(group => `g, ${group}, role:admin\n`).join(''),
      scopes: '[groups]',
    });
  }

  private render(name: string, namespace: INamespace, data: { readonly [key: string]: string }): ApiObject {
    return new ApiObject(this, name, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name,
        namespace: namespace.namespaceName,
        labels: { 'app.kubernetes.io/name': name, ...LABELS },
      },
      data,
    });
  }
}
