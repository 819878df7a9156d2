/** The annotation of an AppProject that is the platform's, though it brings nothing that belongs to the whole cluster. */
export const PLATFORM_PROJECT = { key: 'fortress.cdk8s.io/project', value: 'platform' } as const;
