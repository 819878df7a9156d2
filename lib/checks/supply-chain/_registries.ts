import type { ImageReference } from '../../notation/image-reference';
import { Remembered } from '../../notation/remembered';

/** Registries that anybody may pull from. */
const PUBLIC = [
  'docker.io',
  'gcr.io',
  'ghcr.io',
  'mcr.microsoft.com',
  'nvcr.io',
  'public.ecr.aws',
  'quay.io',
  'registry.k8s.io',
];

/** Of the registries of a site, without scheme and without a slash at the end. */
const PREFIXES = new Remembered<string>();

/** Whether an image is of a registry: of its host, and where a path is given, of a repository at or below it. */
export function isFrom(registry: string, image: ImageReference): boolean {
  const prefix = PREFIXES.of(registry, () => registry.replace(/^https?:\/\//, '').replace(/\/+$/, ''));
  return `${image.registry}/${image.repository}/`.startsWith(`${prefix}/`);
}

/** Whether an image is of a registry that not everybody may pull from. */
export function isPrivate(image: ImageReference): boolean {
  return !PUBLIC.includes(image.registry);
}
