import { ContainerImages, type Environment, Image } from '../lib';
import candidates from './candidates.json';
import catalog from './images.json';

/** An image that the platform runs, by its name in images.json. */
export type ImageName = keyof typeof catalog;

interface CatalogImage {
  readonly repository: string;
  readonly digest: string;
  /** Set until a build has produced it. */
  readonly example?: boolean;
}

const CATALOG: Readonly<Record<ImageName, CatalogImage>> = catalog;

/** The image of a name. A new build changes one digest in images.json, and nothing else. */
export function image(name: ImageName): Image {
  const { repository, digest } = CATALOG[name];
  return Image.of(`${repository}@${digest}`);
}

/** References of the images that no build has produced yet. */
export const EXAMPLE_IMAGES: string[] = Object.values(CATALOG)
  .filter(({ example }) => example)
  .map(({ repository, digest }) => `${repository}@${digest}`);

/** What an environment tries before production does: it takes the place of the images of the catalogue. */
export function candidatesOf(environment: Environment): ContainerImages {
  const digests: Readonly<Record<string, string>> =
    Object.entries(candidates).find(([name]) => name === environment.name)?.[1] ?? {};
  return new ContainerImages(
    Object.fromEntries(
      Object.entries(digests).map(([name, digest]) => [
        image(name as ImageName).reference,
        Image.of(`${CATALOG[name as ImageName].repository}@${digest}`),
      ]),
    ),
  );
}
