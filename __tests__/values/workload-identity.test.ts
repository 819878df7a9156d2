import { WorkloadIdentity } from '../../lib';

test.each([
  [WorkloadIdentity.awsRole('arn:aws:iam::111122223333:role/team/cost-reader'), 'eks.amazonaws.com/role-arn'],
  [
    WorkloadIdentity.googleServiceAccount('cost-reader@my-project.iam.gserviceaccount.com'),
    'iam.gke.io/gcp-service-account',
  ],
  [WorkloadIdentity.azureClient('00000000-0000-0000-0000-000000000001'), 'azure.workload.identity/client-id'],
])('%j is an annotation that its webhook reads', ({ annotation }, expected) => expect(annotation).toBe(expected));

test('a token is for one audience', () => {
  expect(WorkloadIdentity.token('vault')).toMatchObject({ audience: 'vault', annotation: undefined });
  for (const audience of ['', '*', 'a b']) {
    expect(() => WorkloadIdentity.token(audience)).toThrow(/^audience must be the name or the URL of one server/);
  }
});

test('one identity, never a pattern', () => {
  expect(() => WorkloadIdentity.awsRole('arn:aws:iam::111122223333:role/*')).toThrow(
    /^AWS role must be the ARN of one role .* got "arn:aws:iam::111122223333:role\/\*"$/,
  );
  expect(() => WorkloadIdentity.googleServiceAccount('me@example.com')).toThrow(
    /^Google service account must be one such as .* got "me@example.com"$/,
  );
  expect(() => WorkloadIdentity.azureClient('me')).toThrow(/^Azure client id must be a GUID in lower case, got "me"$/);
});
