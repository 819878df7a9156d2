import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const SCHEMA = JSON.parse(readFileSync(join(__dirname, 'grafana/dashboard.schema.json'), 'utf8'));

/** Its formats, such as int64, are no part of JSON Schema itself. */
const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
const validate = ajv.compile(SCHEMA);

/** What Grafana's own schema holds against a dashboard. */
export function schemaProblems(model: unknown): string[] {
  validate(model);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
