import { renderPlatform } from './charts/platform';
import { ARTIFACTS, PROD } from './charts/site';
import { FortressApp } from './lib';

const app = new FortressApp({ outdir: 'dist' });

for (const environment of [PROD]) {
  renderPlatform(app.addEnvironment(environment, { artifacts: ARTIFACTS }), environment);
}

app.synth();
