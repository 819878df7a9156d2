import { Json } from '../../manifests/json/json';
import type { Check } from '../check';

/**
 * ReferenceGrants open one object each. Without a name, a grant opens every object of its kind in the namespace.
 *
 * Fields:  ReferenceGrant: spec.to[*].name
 * Allowed: a name that is not empty
 * Source:  https://gateway-api.sigs.k8s.io/api-types/referencegrant/; seed rows F05, F07
 */
export const grantWithoutName: Check = {
  id: 'grant-without-name',
  family: 'network',
  title: 'Every ReferenceGrant names the objects that it opens',
  fix: 'set to[].name; one entry an object',
  kinds: ['ReferenceGrant'],
  examine: ({ group, spec, effectiveNamespace }) => {
    if (group !== 'gateway.networking.k8s.io') return [];
    return Json.list(spec.to).flatMap((to, index) => {
      const { name = '', kind = '' } = Json.texts(to);
      if (name !== '') return [];
      const what = `every ${kind || 'object'} of namespace ${JSON.stringify(effectiveNamespace)}`;
      return [{ path: `spec.to[${index}].name`, message: `without a name it opens ${what}` }];
    });
  },
};
