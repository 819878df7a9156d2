import { artifactsOf } from './charts/artifacts';
import { ENVIRONMENTS } from './charts/environments';
import { renderPlatform } from './charts/platform';
import { FortressApp } from './lib';

const app = new FortressApp({ outdir: 'dist' });

for (const environment of ENVIRONMENTS) {
  renderPlatform(app.addEnvironment(environment, { artifacts: artifactsOf(environment) }), environment);
}

app.synth();
