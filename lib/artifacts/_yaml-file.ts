import { Yaml } from 'cdk8s';

/** A YAML file with a comment at its head. Without anchors: a person reads it, and not every reader knows them. */
export function yamlFile(comment: string, value: object): string {
  return `# ${comment}\n${Yaml.stringify(JSON.parse(JSON.stringify(value)))}`;
}
