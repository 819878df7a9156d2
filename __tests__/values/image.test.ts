import { Image } from '../../lib';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const EXAMPLE = '"registry.example.com/team/app@sha256:<64 hexadecimal digits>"';

test('keeps the reference as given, and its parts', () => {
  const reference = `registry.example.com:5050/vision/model-api:1.2@${DIGEST}`;
  expect(Image.of(reference)).toEqual({
    reference,
    registry: 'registry.example.com:5050',
    repository: 'vision/model-api',
    digest: DIGEST,
  });
  expect(Image.of(`nginx@${DIGEST}`)).toMatchObject({ registry: 'docker.io', repository: 'library/nginx' });
});

test.each(['nginx', 'registry.example.com/app:1.2', 'registry.example.com/app:latest'])(
  '%s can be moved to another image',
  reference => {
    expect(() => Image.of(reference)).toThrow(
      new Error(`image must be pinned by a digest, such as ${EXAMPLE}, got ${JSON.stringify(reference)}`),
    );
  },
);

test.each(['', `https://r.io/app@${DIGEST}`, `App@${DIGEST}`, 'app@sha256:0', `app @${DIGEST}`, undefined])(
  '%j is no image',
  reference => {
    expect(() => Image.of(reference as string)).toThrow(
      new Error(`image must be an image reference such as ${EXAMPLE}, got ${JSON.stringify(reference) ?? 'nothing'}`),
    );
  },
);
