import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  GatewayRoute,
  type Hostname,
  type IGateway,
  type ITenantNamespace,
  KServeInferenceService,
  Resources,
} from '../lib';
import { predictionCallers } from './callers';
import { type ImageName, image } from './images';

export interface ScoringProps {
  readonly namespace: ITenantNamespace;
  readonly gateway: IGateway;
  readonly hostname: Hostname;
  /** How many of a hundred requests the version gets that is tried. */
  readonly canaryPercent: number;
}

/** The model, and what its pods run as. */
export const SCORING = 'scoring';

/**
 * A model with two versions, served by KServe (seed row D33): the second gets a part of the requests. To promote it, make it
 * the first.
 *
 * Each version is an image, mounted as a volume: pinned by digest, signed, pulled by the node. So no pod reaches a store, no
 * credential is needed, and KServe adds no container that would fetch the model.
 */
export class Scoring extends Chart {
  constructor(scope: Construct, id: string, props: ScoringProps) {
    super(scope, id);
    const { namespace, canaryPercent: trafficPercent } = props;
    const version = (model: ImageName) => {
      return { image: image('scoring-server'), storageUri: `oci+native://${image(model).reference}` };
    };
    const model = new KServeInferenceService(this, SCORING, {
      namespace,
      serviceAccountName: SCORING,
      ...version('scoring-model-1'),
      canary: { name: 'v2', ...version('scoring-model-2'), trafficPercent },
      resources: Resources.guaranteed({ cpu: '250m', memory: '512Mi', ephemeralStorage: '1Gi' }),
    });
    new GatewayRoute(this, `${SCORING}-route`, {
      gateway: props.gateway,
      hostname: props.hostname,
      backend: model.backend,
      ...(model.canaryBackend && { canary: { backend: model.canaryBackend, trafficPercent } }),
      ...predictionCallers(props.hostname),
    });
  }
}
