import { Image } from '../lib';
import catalog from './images.json';

/** An image that the platform runs, by its name in images.json. */
export type ImageName = keyof typeof catalog;

/** The image of a name. A new build changes one digest in images.json, and nothing else. */
export function image(name: ImageName): Image {
  const { repository, digest } = catalog[name];
  return Image.of(`${repository}@${digest}`);
}

/** References of the images that no build has produced yet. */
export const EXAMPLE_IMAGES: string[] = Object.values(catalog)
  .filter(({ example }) => example)
  .map(({ repository, digest }) => `${repository}@${digest}`);
