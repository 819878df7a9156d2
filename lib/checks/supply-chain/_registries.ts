import type { ImageReference } from '../../notation/image-reference';

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

/** Whether an image is of a registry: of its host, and where a path is given, of a repository at or below it. */
export function isFrom(registry: string, image: ImageReference): boolean {
  const path = `${image.registry}/${image.repository}`;
  const prefix = registry.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  return path === prefix || path.startsWith(`${prefix}/`);
}

/** Whether an image is of a registry that not everybody may pull from. */
export function isPrivate(image: ImageReference): boolean {
  return !PUBLIC.includes(image.registry);
}
