import type { Container } from 'cdk8s-plus-30';
import { InvalidValue } from '../../notation/invalid-value';

/**
 * Refuses a container whose liveness and readiness probes ask the same question (seed row D14): under load, a pod that
 * should only get fewer requests would be restarted.
 *
 * @param name what the container is called in the message
 */
export function assertDifferentProbes(container: Container, name: string): void {
  const { livenessProbe, readinessProbe } = container._toKube();
  const question = (probe: typeof livenessProbe) => {
    const { exec, grpc, httpGet, tcpSocket } = probe ?? {};
    return JSON.stringify({ exec, grpc, httpGet, tcpSocket }, (key, value) => (key === 'port' ? value.value : value));
  };
  if (livenessProbe && readinessProbe && question(livenessProbe) === question(readinessProbe)) {
    throw new InvalidValue(
      `readiness probe of ${JSON.stringify(name)}`,
      'another question than the liveness probe, such as another path',
      JSON.parse(question(readinessProbe)),
    );
  }
}
