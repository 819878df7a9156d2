import {
  ApiAuditPolicy,
  AuditBucketStack,
  type BuildPipelineProps,
  type Environment,
  FirewallRule,
  FirewallScript,
  GitHubWorkflow,
  GitLabAgentConfig,
  GitLabPipeline,
  HelmValues,
  type IArtifact,
  K3sServerConfig,
  KindClusterConfig,
  Port,
} from '../lib';
import { AUDIT_BUCKET, AUDITED_BUILDS, BUILD_TOOLS, BUILD_VAULT, DEPLOY_APP_ID, VULNERABILITY_DATABASE } from './build';
import { ciliumOf } from './cilium';
import { placeOf } from './environments';
import { guidesOf } from './guides';
import images from './images.json';
import { ADMISSION_PLUGINS, CLUSTER_NETWORK, GITLAB, SIGNER } from './site';

/** Charts that are there before Argo CD can take them over. */
const INSTALLED_BY_HAND = ['external-secrets', 'kyverno', 'argo-cd'];

/** The files of an environment that are no Kubernetes objects. */
export function artifactsOf(environment: Environment): IArtifact[] {
  const { lan, isKind } = placeOf(environment);
  const pipeline = pipelineOf(environment);
  return [
    ciliumOf(lan),
    ...INSTALLED_BY_HAND.map(application => new HelmValues({ application })),
    ...(isKind ? [kindCluster(environment)] : machines(lan.cidr, lan.apiServer)),
    new GitLabAgentConfig({
      agent: 'mlsecops-agent',
      project: GITLAB.project,
      environment: environment.name,
    }),
    ...pipelines(pipeline),
    ...guidesOf(pipeline),
    new AuditBucketStack({ bucket: AUDIT_BUCKET, builds: AUDITED_BUILDS }),
  ];
}

/** A cluster on one developer's machine (seed rows I13, K12). */
function kindCluster({ site }: Environment): IArtifact {
  const { podCidr, serviceCidr } = CLUSTER_NETWORK;
  return new KindClusterConfig({
    name: 'ml-platform',
    site,
    podCidr,
    serviceCidr,
    admissionPlugins: ADMISSION_PLUGINS,
  });
}

/** What is installed on machines; a kind cluster has none of its own. */
function machines(lan: string, apiServer: string): IArtifact[] {
  const ssh = FirewallRule.from(lan, Port.tcp(22), 'SSH');
  return [
    new K3sServerConfig({ ...CLUSTER_NETWORK, admissionPlugins: ADMISSION_PLUGINS }),
    new ApiAuditPolicy(),
    new FirewallScript({
      machine: 'gitlab',
      rules: [
        ssh,
        FirewallRule.from(lan, Port.tcp(443), 'GitLab, and the tunnel of its agent'),
        FirewallRule.from(lan, Port.tcp(5050), 'container registry, for nodes'),
        FirewallRule.to(apiServer, Port.tcp(6443), 'Kubernetes API server'),
        FirewallRule.toAnybody(Port.udp(53), 'DNS'),
        FirewallRule.toAnybody(Port.tcp(53), 'DNS, answers that are long'),
        FirewallRule.toAnybody(Port.tcp(80), 'updates'),
        FirewallRule.toAnybody(Port.tcp(443), 'updates, and audit records'),
      ],
    }),
    new FirewallScript({
      machine: 'k3s-master',
      forwards: true,
      allowsOutgoing: true,
      rules: [
        ssh,
        FirewallRule.from(GITLAB.address, Port.tcp(6443), 'Kubernetes API server, for GitLab'),
        FirewallRule.from(lan, Port.tcp(6443), 'Kubernetes API server, for nodes'),
        FirewallRule.from(lan, Port.tcp(10250), 'kubelet'),
        FirewallRule.from(lan, Port.udp(8472), 'Cilium, packets of pods'),
        FirewallRule.from(lan, Port.tcp(4240), 'Cilium, health of nodes'),
        FirewallRule.from(lan, Port.tcp(4244), 'Hubble, flows of nodes'),
        FirewallRule.from(lan, Port.tcp(80), 'gateway, which redirects'),
        FirewallRule.from(lan, Port.tcp(443), 'gateway'),
      ],
    }),
  ];
}

function pipelineOf(environment: Environment): BuildPipelineProps {
  return {
    environment,
    imageName: 'ml-classifier',
    repository: images['ml-classifier'].repository,
    tools: BUILD_TOOLS,
    signer: SIGNER,
    vault: BUILD_VAULT,
    auditBucket: AUDIT_BUCKET,
    vulnerabilityDatabase: VULNERABILITY_DATABASE,
  };
}

function pipelines(pipeline: BuildPipelineProps): IArtifact[] {
  return [new GitLabPipeline(pipeline), new GitHubWorkflow({ ...pipeline, deployAppId: DEPLOY_APP_ID })];
}
