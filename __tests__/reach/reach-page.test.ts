import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Manifest } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { ReachPage } from '../../lib/reach/reach-page';
import { ReachQuestion } from '../../lib/reach/reach-question';
import { Reachability } from '../../lib/reach/reachability';

const BROWSER = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(path => path !== '' && existsSync(path));
const YAML = ['red', 'blue', 'green']
  .map(
    name => `
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: ${name}, labels: { app: "</script><b>" } }
spec: { containers: [{ name: c, ports: [{ containerPort: 8000 }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: own, namespace: ${name} }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }
`,
  )
  .concat(
    `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: to-blue, namespace: red }
spec: { endpointSelector: {}, egress: [{ toEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": blue } }] }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: from-red, namespace: blue }
spec: { endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": red } }] }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: fetch, namespace: green }
spec: { endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: weights.example.com }] }] }
`,
  )
  .join('---\n');

if (BROWSER === undefined) {
  test.skip('the page in a browser: there is none here; install chromium, or name one in CHROMIUM', () => {});
} else {
  describe('the page in a browser', () => {
    const folder = mkdtempSync(join(tmpdir(), 'reach-page-'));
    const problems: string[] = [];
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      const objects = YamlDocuments.read(YAML).map(object => new Manifest(object));
      const reach = new Reachability(new ManifestSet(objects));
      const file = join(folder, 'reach.html');
      writeFileSync(file, [...ReachPage.write(reach, new ReachQuestion())].join(''));
      browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
      page = await browser.newPage({ offline: true });
      page.on('console', message => problems.push(message.text()));
      page.on('pageerror', error => problems.push(error.message));
      page.on('request', request => {
        if (!request.url().startsWith('file:')) problems.push(`asks for ${request.url()}`);
      });
      await page.goto(pathToFileURL(file).href);
    }, 60_000);

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true });
    });

    const edge = (from: string, to: string) => page.locator(`[data-from="${from}"][data-to="${to}"]`);

    test('shows namespaces, workloads, who is outside, and who reaches whom', async () => {
      expect(
        await page.locator('[data-namespace]').evaluateAll(all => all.map(each => each.getAttribute('data-namespace'))),
      ).toEqual(['blue', 'green', 'red', 'outside']);
      expect(await edge('red/api', 'blue/api').count()).toBe(1);
      expect(await edge('green/api', 'weights.example.com').count()).toBe(1);
      expect(await edge('blue/api', 'red/api').count()).toBe(0);
    });

    test('tells on a click why an arrow is there', async () => {
      await edge('red/api', 'blue/api').dispatchEvent('click');
      expect(await page.locator('#way').textContent()).toBe('red/api → blue/api');
      expect(await page.locator('#ports').textContent()).toBe('8000/TCP');
      expect(await page.locator('#because li').allTextContents()).toEqual([
        'egress allow: CiliumNetworkPolicy red/to-blue spec.egress[0]',
        'ingress allow: CiliumNetworkPolicy blue/from-red spec.ingress[0]',
      ]);
    });

    test('shows one tenant, and those that it has to do with', async () => {
      await page.selectOption('#namespace', 'red');
      // A level arrow has no height, which counts as invisible: its class is what tells.
      const isShown = async (from: string, to: string) =>
        !(await edge(from, to).getAttribute('class'))?.includes('hidden');
      expect(await isShown('red/api', 'blue/api')).toBe(true);
      expect(await isShown('green/api', 'weights.example.com')).toBe(false);
      expect(await page.locator('[data-namespace="green"]').isVisible()).toBe(false);
      await page.selectOption('#namespace', '');
      expect(await page.locator('[data-namespace="green"]').isVisible()).toBe(true);
    });

    test('needs no network, and complains about nothing', () => {
      expect(problems).toEqual([]);
    });
  });
}
