import { InvalidValue } from '../../notation/invalid-value';

/** A user in an https URL comes with a password, which would be in Git. */
const REPOSITORY = /^((https|oci):\/\/[^\s/@]+\/|ssh:\/\/([\w.-]+@)?[^\s/@]+\/|git@[^\s/:@]+:)[^\s@]+$/;
/** Argo CD reads `*` and its like as patterns. */
const WILDCARD = /[*?[\]{}!]/;

/** @throws if it is not one repository */
export function assertSourceRepository(repo: string): void {
  if (REPOSITORY.test(repo) && !WILDCARD.test(repo)) return;
  const expectation = 'one exact URL without a password such as "https://git.example.com/team/deploy.git"';
  throw new InvalidValue('source repository', expectation, repo);
}
