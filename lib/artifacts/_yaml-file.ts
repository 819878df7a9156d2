import { YamlPrinter } from '../notation/yaml-printer';

/** A YAML file with a comment at its head. Without anchors: a person reads it, and not every reader knows them. */
export function yamlFile(comment: string, value: object): string {
  return `# ${comment}\n${YamlPrinter.print(JSON.parse(JSON.stringify(value)))}`;
}
