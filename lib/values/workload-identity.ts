import { InvalidValue } from '../notation/invalid-value';

const AWS_ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const GOOGLE_ACCOUNT = /^[a-z][-a-z0-9]{4,28}[a-z0-9]@[a-z][-a-z0-9]*\.iam\.gserviceaccount\.com$/;
const AUDIENCE = /^[A-Za-z0-9]([\w.:/-]*[A-Za-z0-9])?$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Whom others take a ServiceAccount for: a cloud, or any server that trusts the cluster's tokens. These are short-lived, so
 * that no key is kept anywhere (seed rows I10, N07).
 */
export class WorkloadIdentity {
  /**
   * A role of AWS IAM, for EKS and whatever runs the pod identity webhook.
   *
   * @param arn such as `arn:aws:iam::111122223333:role/cost-reader`
   */
  public static awsRole(arn: string): WorkloadIdentity {
    if (!AWS_ROLE.test(arn)) {
      throw new InvalidValue('AWS role', 'the ARN of one role such as "arn:aws:iam::111122223333:role/name"', arn);
    }
    return new WorkloadIdentity('eks.amazonaws.com/role-arn', arn);
  }

  /**
   * A service account of Google Cloud, for GKE.
   *
   * @param email such as `cost-reader@my-project.iam.gserviceaccount.com`
   */
  public static googleServiceAccount(email: string): WorkloadIdentity {
    if (!GOOGLE_ACCOUNT.test(email)) {
      const expectation = 'one such as "cost-reader@my-project.iam.gserviceaccount.com"';
      throw new InvalidValue('Google service account', expectation, email);
    }
    return new WorkloadIdentity('iam.gke.io/gcp-service-account', email);
  }

  /**
   * A managed identity of Azure, for AKS and whatever runs the workload identity webhook.
   *
   * @param clientId a GUID in lower case
   */
  public static azureClient(clientId: string): WorkloadIdentity {
    if (!GUID.test(clientId)) throw new InvalidValue('Azure client id', 'a GUID in lower case', clientId);
    return new WorkloadIdentity('azure.workload.identity/client-id', clientId);
  }

  /**
   * Itself, for a server that asks the cluster's OIDC keys: pods mount a token for this audience, and nobody else takes it.
   *
   * @param audience whom the server calls itself, such as `vault`
   */
  public static token(audience: string): WorkloadIdentity {
    if (!AUDIENCE.test(audience)) {
      throw new InvalidValue('audience', 'the name or the URL of one server, such as "vault"', audience);
    }
    return new WorkloadIdentity(undefined, undefined, audience);
  }

  private constructor(
    /** The annotation of the ServiceAccount by which a cloud's webhook knows it; undefined for a token. */
    public readonly annotation?: string,
    /** The value of the annotation. */
    public readonly value?: string,
    /** The audience of the token that pods mount; undefined where a cloud's webhook adds its own. */
    public readonly audience?: string,
  ) {}
}
