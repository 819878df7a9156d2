import type { JsonField } from '../../manifests/json/json-field';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type Dashboard, Dashboards } from '../../manifests/monitoring/dashboards';
import { PromQl } from '../../manifests/monitoring/prom-ql';
import { PerSet } from '../../manifests/per-set';
import type { Check, Violation } from '../check';

const UID = /^[a-zA-Z0-9_-]{1,40}$/;

const OWNERS = new PerSet(ownersIn);

/**
 * Grafana finds a dashboard in the file, and gives it the address that it had before.
 *
 * Fields:  files of ConfigMaps with the label grafana_dashboard, and other `.json` files with panels: uid, title, panels and
 *          the expressions of their targets
 * Allowed: a JSON object with the dashboard itself, not wrapped in `dashboard` as Grafana's API takes it; a uid that no
 *          other dashboard has; a title; panels; expressions that can be read
 * Source:  https://grafana.com/docs/grafana/latest/administration/provisioning/#dashboards
 *          seed rows J12 to J14, K08
 */
export const dashboardValid: Check = {
  id: 'dashboard-valid',
  family: 'monitoring',
  title: 'dashboard files hold one dashboard each, with an address of its own',
  fix: 'write the dashboard as Grafana exports it, with a uid that stays',
  kinds: ['ConfigMap'],
  examine: (manifest, all) => Dashboards.in(manifest).flatMap(dashboard => ofFile(dashboard, manifest, all)),
};

function ofFile(dashboard: Dashboard, manifest: Manifest, all: ManifestSet): readonly Violation[] {
  const { path, model, isWrapped } = dashboard;
  if (!model) return [{ path, message: 'the file is no JSON object' }];
  if (isWrapped) {
    const fix = 'put what stands under "dashboard" into the file itself';
    return [
      { path: model.path, message: 'the dashboard is wrapped as the API of Grafana takes it, not its files', fix },
    ];
  }
  return [...ofModel(model, manifest, all), ...expressions(dashboard)];
}

function ofModel(model: JsonField, manifest: Manifest, all: ManifestSet): readonly Violation[] {
  const [uid, title, panels] = ['uid', 'title', 'panels'].map(key => model.at(key));
  const found: Violation[] = [];
  const owner = OWNERS.of(all).get(uid.text ?? '');
  if (!UID.test(uid.text ?? '')) {
    found.push({ path: uid.path, message: 'the dashboard has no uid of at most 40 letters, digits, "-" and "_"' });
  } else if (owner && owner !== manifest) {
    found.push({ path: uid.path, message: `${owner} has a dashboard with the uid ${JSON.stringify(uid.text)}, too` });
  }
  if (title.text === undefined) found.push({ path: title.path, message: 'the dashboard has no title' });
  if (panels.items().length === 0) found.push({ path: panels.path, message: 'the dashboard has no panel' });
  return found;
}

function expressions(dashboard: Dashboard): readonly Violation[] {
  return Dashboards.expressions(dashboard).flatMap(({ path, text = '' }) => {
    const { problem } = PromQl.ofDashboard(text);
    return problem === undefined ? [] : [{ path, message: `the expression cannot be read: ${problem}` }];
  });
}

/** Who has a uid first. */
function ownersIn(all: ManifestSet): ReadonlyMap<string, Manifest> {
  const owners = new Map<string, Manifest>();
  for (const manifest of all.judgedOfKind('ConfigMap')) {
    for (const { model } of Dashboards.in(manifest)) {
      const uid = model?.at('uid').text;
      if (uid !== undefined && !owners.has(uid)) owners.set(uid, manifest);
    }
  }
  return owners;
}
