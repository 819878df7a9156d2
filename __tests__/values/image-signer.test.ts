import { generateKeyPairSync } from 'node:crypto';
import { ImageSigner } from '../../lib';

const { publicKey, privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const BUILD = {
  issuer: 'https://gitlab.build.server',
  subject: 'https://gitlab.build.server/team/app//.gitlab-ci.yml@refs/heads/main',
};

test('is the holder of a key, of a key in a service, or a build', () => {
  expect(ImageSigner.publicKey(`\n${publicKey}\n`)).toMatchObject({ key: publicKey, isKeyless: false });
  expect(ImageSigner.kmsKey('hashivault://image-signing')).toMatchObject({
    kms: 'hashivault://image-signing',
    isKeyless: false,
  });
  expect(ImageSigner.keyless(BUILD)).toMatchObject({ ...BUILD, isKeyless: true });
});

test.each([
  ['a private key', privateKey],
  ['a key and something else', `${publicKey}${privateKey}`],
  ['a damaged key', publicKey.replace(/\n[A-Za-z0-9+/]{8}/, '\n')],
  ['no text', undefined as unknown as string],
])('refuses %s, and does not show it', (_, pem) => {
  expect(() => ImageSigner.publicKey(pem)).toThrow(
    new Error('the key of the signer is no public key in PEM; give what "cosign public-key" prints'),
  );
});

test('refuses a key of no service', () => {
  expect(() => ImageSigner.kmsKey('image-signing')).toThrow(
    new Error('signer must be the URI of a key such as "hashivault://image-signing", got "image-signing"'),
  );
});

test.each(['', 'http://gitlab.build.server', 'https://*', undefined])('refuses issuer %j', issuer => {
  expect(() => ImageSigner.keyless({ ...BUILD, issuer: issuer as string })).toThrow(
    new Error(
      `issuer must be the exact URL of an identity provider, without wildcards, got ${JSON.stringify(issuer) ?? 'nothing'}`,
    ),
  );
});

test.each(['', '*', 'https://gitlab.build.server/team/*', '^.*$', undefined])('refuses subject %j', subject => {
  expect(() => ImageSigner.keyless({ ...BUILD, subject: subject as string })).toThrow(
    new Error(
      `subject must be the exact identity of a build, without wildcards, got ${JSON.stringify(subject) ?? 'nothing'}`,
    ),
  );
});
