import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ImageVerification, type Site } from '../lib';
import { SIGNATURE_PULL_SECRET, SIGNER } from './site';

export interface ImageTrustProps {
  readonly site: Site;
}

/** No pod of the cluster runs an image of the site's registry that was not scanned and signed (seed rows H20, I02, I05, I06, N08). */
export class ImageTrust extends Chart {
  constructor(scope: Construct, id: string, props: ImageTrustProps) {
    super(scope, id);
    new ImageVerification(this, 'signed-images', {
      site: props.site,
      signer: SIGNER,
      pullSecrets: [SIGNATURE_PULL_SECRET],
      requireScan: true,
    });
  }
}
