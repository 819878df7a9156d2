import type { IArtifact } from '../../values/artifact';
import { ScanMode } from '../../values/scan-policy';
import { GATES } from '../pipeline/_gate-job';
import { GateJobs } from '../pipeline/_gate-jobs';
import type { BuildPipelineProps } from '../pipeline/build-pipeline-props';
import { markdownTable } from './_markdown-table';
import { RenderedObjects } from './_rendered-objects';

/** How a change gets to the cluster, and what stops it (seed rows J26, L07). */
export class DeliveryGuide implements IArtifact {
  public readonly fileName = 'guides/ci-cd.md';

  /** @throws as GitLabPipeline does */
  constructor(private readonly props: BuildPipelineProps) {}

  public render(objects: any[]): string {
    const { environment, imageName, catalogue = 'charts/images.json', auditBucket } = this.props;
    const { mode, minCvss, severities } = environment.scan;
    const jobs = GateJobs.of(this.props);
    return [
      '# CI and CD',
      `How a change gets to ${environment.name}, and what stops it. Nobody applies anything by hand: Argo CD reads Git.`,
      '## Gates',
      markdownTable(
        ['gate', 'job', 'runs for merge requests', 'image of the tool'],
        GATES.flatMap(gate => jobs.filter(job => job.gate === gate)).map(job => [
          job.gate,
          job.name,
          job.isMainOnly ? 'no' : 'yes',
          job.tool.reference.replace(/^.*\//, '').slice(0, 32),
        ]),
      ),
      `A vulnerability of ${severities.join(' or ')} (CVSS ${minCvss} and above) ` +
        `${mode === ScanMode.FAIL ? 'ends the build' : 'is reported, and the build goes on'}. Nothing is pushed before it was scanned.`,
      `The record of every run is added to s3://${auditBucket.name}/${auditBucket.path}, whatever came of it; ` +
        `for ${auditBucket.retentionDays} days nobody can remove it.`,
      '## A new image',
      `The last job changes the digest of \`${imageName}\` in \`${catalogue}\`, renders, and commits with \`[skip ci]\`. By hand it is the ` +
        'same: change the digest, `npm run synth`, commit.',
      '## Back to the one before',
      '`git revert <commit of the digest>`, and push. Argo CD does the rest; what it does not know, it takes back.',
      '## What Argo CD delivers',
      markdownTable(
        ['Application', 'project', 'reads', 'into'],
        new RenderedObjects(objects)
          .ofKind('Application')
          .map(({ metadata, spec }) => [
            metadata.name,
            spec.project,
            spec.source?.chart === undefined
              ? String(spec.source?.path ?? '')
              : `${spec.source.chart} ${spec.source.targetRevision}`,
            spec.destination?.namespace ?? '',
          ]),
      ),
      '',
    ].join('\n\n');
  }
}
