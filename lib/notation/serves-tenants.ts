/** The annotation of a Namespace whose workloads serve all tenants, such as a store of models: it is no tenant's own. */
export const SERVES_TENANTS = { key: 'fortress.cdk8s.io/serves', value: 'tenants' } as const;
