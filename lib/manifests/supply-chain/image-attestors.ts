import { Json, type JsonObject } from '../json/json';

/** Patterns without a word of their own, such as `.*`. */
const OPEN = /^[\^$.*+?()\\[\]/|-]*$/;

/**
 * Who has to have signed, as a Kyverno ImageValidatingPolicy says it: what of that is no demand at all.
 *
 * Cosign takes an identity without an issuer, or without a subject, as one that may have any; its patterns match anywhere in
 * the text. https://github.com/sigstore/cosign/blob/v3.0.2/pkg/cosign/verify.go (`CheckCertificatePolicy`)
 */
export class ImageAttestors {
  /** For each attestor that trusts more than one signer or key: why; empty where all of them are exact. */
  public static gaps(attestors: unknown, isAirGapped: boolean): readonly string[] {
    return Json.objects(attestors).flatMap(attestor => {
      const keyless = Json.at(attestor, 'cosign', 'keyless');
      if (!Json.isObject(keyless)) return [];
      const name = `attestor ${JSON.stringify(Json.text(attestor.name) ?? '')}`;
      const open = ImageAttestors.openPart(keyless);
      if (open !== undefined) return [`${name} takes a signature of any ${open}`];
      const isOnline = isAirGapped && !ImageAttestors.hasOwnRoots(Json.object(attestor.cosign));
      return isOnline ? [`${name} asks Sigstore on the internet, which an air-gapped site does not reach`] : [];
    });
  }

  private static openPart(keyless: JsonObject): string | undefined {
    const identities = Json.objects(keyless.identities);
    if (identities.length === 0) return 'identity';
    for (const identity of identities) {
      if (ImageAttestors.isOpen(identity.issuer, identity.issuerRegExp)) return 'issuer';
      if (ImageAttestors.isOpen(identity.subject || identity.subjectExpression, identity.subjectRegExp))
        return 'subject';
    }
    return undefined;
  }

  /** A pattern takes the place of the exact text. */
  private static isOpen(exact: unknown, pattern: unknown): boolean {
    const [text, expression] = [Json.text(exact) ?? '', Json.text(pattern) ?? ''];
    return expression === '' ? text === '' : OPEN.test(expression);
  }

  private static hasOwnRoots({ tuf, trustedRoot }: JsonObject): boolean {
    return Json.isObject(trustedRoot) || (Json.text(Json.at(tuf, 'mirror')) ?? '') !== '';
  }
}
