import { image } from './images';

/** The release of JetStream that event buses run: what the controller of Argo Events is told, in its own words. */
export const JETSTREAM = {
  version: '2.10.29',
  natsImage: image('nats').reference,
  configReloaderImage: image('nats-config-reloader').reference,
  metricsExporterImage: image('nats-exporter').reference,
  startCommand: '/nats-server',
};
