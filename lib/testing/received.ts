import { existsSync } from 'node:fs';
import { Construct, type IConstruct } from 'constructs';
import type { ScopedWaiver } from '../evidence/waiver';
import { Json, type JsonObject } from '../manifests/json/json';
import type { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { SiteFacts } from '../manifests/site-facts';
import { ManifestFiles } from '../manifests/yaml/manifest-files';
import { ManifestReader, type ReadManifests } from '../manifests/yaml/manifest-reader';
import { FortressApp } from '../synth/fortress-app';
import { AppRenderer } from '../synth/rendered-app';
import { Selection } from '../synth/selection';
import { SyncWaves } from '../synth/sync-waves';
import { Waivers } from '../synth/waivers';

/** Objects that are judged together. */
export interface ReceivedObjects {
  readonly manifests: readonly Manifest[];
  /** The site that they are for, where they say it themselves. */
  readonly site?: readonly object[];
  /** The objects of the environment that theirs is compared with. */
  readonly earlier?: readonly Manifest[];
  /** The waivers of the constructs that they are of. */
  readonly scopedWaivers?: readonly ScopedWaiver[];
}

const EXPECTED =
  'an App, a Chart or another construct, an object or a list of objects, YAML, or the path of a file or folder';

/** What `expect()` was given, as objects of a cluster. */
export class Received {
  /**
   * The objects, by the environments of an app.
   *
   * @throws if it is nothing that has objects, if it has none, or if they cannot be rendered or read: whatever is expected of
   * them, it could not be said
   */
  public static objectsOf(received: unknown): readonly ReceivedObjects[] {
    const groups = Construct.isConstruct(received) ? Received.rendered(received) : [Received.given(received)];
    if (groups.every(({ manifests }) => manifests.length === 0)) {
      throw new Error('received has no object; expected at least one');
    }
    return groups;
  }

  private static rendered(construct: IConstruct): readonly ReceivedObjects[] {
    const { environments, errors, dependencies } = AppRenderer.render(construct, Selection.ALL);
    Received.refuse('rendered', errors);
    return [...environments].map(([environment, manifests]) => {
      const scopedWaivers = Waivers._declaredIn(construct, environment);
      if (!(construct instanceof FortressApp)) return { manifests, scopedWaivers };
      const { site, earlier = '' } = construct._environment(environment) ?? {};
      const objects = site?.toObjects();
      const all = new ManifestSet(manifests, SiteFacts.fromObjects(objects ?? []));
      return {
        manifests: SyncWaves.added(all, dependencies),
        site: objects,
        scopedWaivers,
        earlier: environments.get(earlier),
      };
    });
  }

  private static given(received: unknown): ReceivedObjects {
    if (typeof received === 'string') return Received.read(received);
    const objects = Array.isArray(received) ? received : [received];
    const wrong = objects.findIndex(object => !Json.isObject(object) || typeof object.kind !== 'string');
    if (wrong >= 0) {
      const what = Array.isArray(received) ? `received[${wrong}]` : 'received';
      const got = JSON.stringify(objects[wrong])?.slice(0, 80) ?? String(objects[wrong]);
      throw new Error(`${what} must be ${Array.isArray(received) ? 'an object with a kind' : EXPECTED}, got ${got}`);
    }
    // As a cluster would get them: a List is unpacked, undefined is absent.
    return Received.whole(ManifestReader.read(Received.asYaml(objects), 'received'));
  }

  private static read(text: string): ReceivedObjects {
    if (existsSync(text)) return Received.whole(ManifestFiles.read([text]));
    if (!text.includes('\n')) {
      throw new Error(`received must be ${EXPECTED}, got ${JSON.stringify(text)}; there is no such file`);
    }
    return Received.whole(ManifestReader.read(text, 'received'));
  }

  private static whole({ manifests, errors }: ReadManifests): ReceivedObjects {
    Received.refuse('read', errors.map(String));
    return { manifests };
  }

  private static asYaml(objects: readonly JsonObject[]): string {
    return objects.map(object => `---\n${JSON.stringify(object)}\n`).join('');
  }

  private static refuse(what: string, problems: readonly string[]): void {
    if (problems.length > 0) throw new Error(`received cannot be ${what}:\n${problems.join('\n')}`);
  }
}
