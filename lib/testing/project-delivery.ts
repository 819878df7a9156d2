import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Json, type JsonObject } from '../manifests/json/json';
import { Manifest } from '../manifests/manifest';
import type { ProjectOptions } from './matcher-options';
import type { ReceivedObjects } from './received';
import { Verdicts } from './verdicts';

const NAME = 'received';
const IN_CLUSTER = 'https://kubernetes.default.svc';

/** Objects as an Application of a project would deliver them. */
export class ProjectDelivery {
  /** What the check `object-permitted` says of them; the project and the Application are those of the site. */
  public static verdicts(groups: readonly ReceivedObjects[], project: unknown, options: ProjectOptions): Verdicts {
    const appProject = ProjectDelivery.projectOf(project);
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: NAME, namespace: Json.at(appProject, 'metadata', 'namespace') },
      spec: {
        project: Json.at(appProject, 'metadata', 'name'),
        source: { path: NAME },
        destination: { server: options.server ?? IN_CLUSTER },
      },
    };
    const delivered = groups.map(({ manifests }) => ({
      manifests: manifests.map(
        ({ object, origin: { constructPath } }) => new Manifest(object, { constructPath, application: NAME }),
      ),
    }));
    return Verdicts.ofObjects(delivered, { only: ['object-permitted'], site: [appProject, application] });
  }

  private static projectOf(project: unknown): JsonObject {
    const objects = Construct.isConstruct(project)
      ? project.node
          .findAll()
          .filter(ApiObject.isApiObject)
          .map(object => object.toJson())
      : [project];
    const found = objects.filter(Json.isObject).filter(({ kind }) => kind === 'AppProject');
    if (found.length === 1) return found[0];
    throw new Error(`project must be an ArgoAppProject, or an object of kind AppProject, got ${found.length} of them`);
  }
}
