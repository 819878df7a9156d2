/**
 * How a Kyverno ImageValidatingPolicy is told of the images that the volumes of a pod mount. By itself it looks at those of
 * containers only. CEL, as `spec.images[*].expression`.
 */
export const MOUNTED_IMAGES =
  '(object != null ? object : oldObject).spec.?volumes.orValue([]).filter(v, has(v.image)).map(v, v.image.reference)';
