import {
  type BuildPipelineProps,
  DeliveryGuide,
  type IArtifact,
  KubernetesGuide,
  MonitoringGuide,
  Runbook,
  SecurityGuide,
} from '../lib';

/** What people read about an environment, with its own names and numbers (seed row J26). */
export function guidesOf(pipeline: BuildPipelineProps): IArtifact[] {
  return [
    new KubernetesGuide(),
    new DeliveryGuide(pipeline),
    new MonitoringGuide(),
    new SecurityGuide(),
    new Runbook({ environment: pipeline.environment }),
  ];
}
