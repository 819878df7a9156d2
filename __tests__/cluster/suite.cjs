/**
 * `npm run test:cluster [-- --context NAME] [jest's options]`.
 *
 * With --context, a cluster of one's own is asked instead of a server that is started for the tests: by server-side
 * dry-run only, in namespaces with a random suffix that are deleted at the end.
 */
const { spawnSync } = require('node:child_process');
const { parseArgs } = require('node:util');

const { values, tokens } = parseArgs({ options: { context: { type: 'string' } }, strict: false, tokens: true });
if ('context' in values && (typeof values.context !== 'string' || values.context === '')) {
  process.stderr.write('--context needs the name of a context; `kubectl config get-contexts` lists them\n');
  process.exit(2);
}
const isOurs = token => token.kind === 'option' && token.name === 'context';
const taken = new Set(tokens.filter(isOurs).flatMap(({ index, inlineValue }) => (inlineValue ? [index] : [index, index + 1])));
const rest = process.argv.slice(2).filter((_, index) => !taken.has(index));

const only = values.context === undefined ? [] : ['context'];
const { status } = spawnSync(process.execPath, [require.resolve('jest/bin/jest'), '--config', `${__dirname}/jest.config.json`, ...only, ...rest], {
  stdio: 'inherit',
  env: { ...process.env, ...(values.context !== undefined && { FORTRESS_CLUSTER_CONTEXT: values.context }) },
});
process.exit(status ?? 1);
