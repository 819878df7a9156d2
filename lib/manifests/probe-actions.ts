import { Json, type JsonObject } from './json/json';
import type { PodContainer } from './pod-template';

/** A probe or a lifecycle hook of a container, by the keys that lead to it. */
export type ProbeKeys = readonly [string] | readonly [string, string];

/** What the kubelet does over the network for a probe or a hook. */
export interface ProbeAction {
  /** Such as `spec.containers[0].readinessProbe.httpGet`. */
  readonly path: string;
  readonly action: JsonObject;
}

const ACTIONS: readonly string[] = ['httpGet', 'tcpSocket', 'grpc'];

/** The actions of probes and lifecycle hooks that go to the pod itself: one with a `host` goes elsewhere. */
export class ProbeActions {
  /** Those of a container, in the order of the probes and hooks asked for. */
  public static of({ container, path }: PodContainer, asked: readonly ProbeKeys[]): readonly ProbeAction[] {
    const actions: ProbeAction[] = [];
    for (let index = 0; index < asked.length; index++) {
      const keys = asked[index];
      const first = container[keys[0]];
      const probe = keys.length === 1 || first === undefined ? first : Json.at(first, keys[1]);
      if (!Json.isObject(probe)) continue;
      for (let kind = 0; kind < ACTIONS.length; kind++) {
        const name = ACTIONS[kind];
        const action = probe[name];
        if (!Json.isObject(action) || Json.text(action.host)) continue;
        actions.push({ path: `${path}.${keys.join('.')}.${name}`, action });
      }
    }
    return actions;
  }
}
