import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { YamlDocuments } from '../../lib/manifests/yaml/yaml-documents';
import { BenchTenant } from '../tenant';

/** The same tenants as a Helm chart: a template with all objects of a tenant, and a loop around it. */
export class HelmChart {
  /** Writes it, for so many tenants. */
  public static write(folder: string, tenants: number): void {
    mkdirSync(join(folder, 'templates'), { recursive: true });
    writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: tenants\nversion: 1.0.0\n');
    const list = Array.from({ length: tenants }, (_, index) => {
      const digest = index.toString(16).padStart(64, 'c0ffee');
      return { name: BenchTenant.nameOf(index), number: `${index}`, pool: BenchTenant.poolOf(index), digest };
    });
    writeFileSync(join(folder, 'values.yaml'), JSON.stringify({ tenants: list }));
    const objects = BenchTenant.template({
      TENANT: '{{ .name }}',
      NUMBER: '{{ .number }}',
      POOL: '{{ .pool }}',
      DIGEST: '{{ .digest }}',
    });
    const template = `{{- range .Values.tenants }}\n${YamlDocuments.write(objects)}{{- end }}\n`;
    writeFileSync(join(folder, 'templates/tenants.yaml'), template);
  }
}
