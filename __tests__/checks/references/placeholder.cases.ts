import type { CheckCases } from '../check-cases';

function configMap(text: string): string {
  return `
apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: a }
data:
  text: ${text}
---
`;
}

function pod(container: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: p, namespace: a }
spec: { containers: [${container}] }
---
`;
}

function secret(rest: string): string {
  return `
apiVersion: v1
kind: Secret
metadata: { name: s, namespace: a }
${rest}
---
`;
}

/** `postgresql://user:changeme@host:5432/db` */
const ENCODED = 'cG9zdGdyZXNxbDovL3VzZXI6Y2hhbmdlbWVAaG9zdDo1NDMyL2Ri';

export default {
  check: 'placeholder',
  passing: [
    {
      name: 'real values',
      yaml: pod('{ image: "registry.example.com/vision/model-api@sha256:abc", args: ["--name=here", "--change=me"] }'),
    },
    {
      name: 'labels of Prometheus in an alert',
      yaml: 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: r, namespace: a }\nspec: { groups: [{ rules: [{ expr: "ml_model_accuracy < 0.80 and x > 1", annotations: { summary: "p95 of {{ $labels.pod }} is {{ $value }}s, {{ .Labels.job }}" } }] }] }\n',
    },
    { name: 'named groups of regular expressions', yaml: configMap("'(?P<year>\\d{4})-(?<month>\\d\\d)|\\<word\\>'") },
    {
      name: 'markup',
      yaml:
        configMap('"<html><body><my-app></my-app>one<br>two</body></html>"') +
        configMap('"<server-name>x</server-name>"'),
    },
    {
      name: 'templates of other tools',
      yaml: configMap(
        '\'{{ .password }} {{ template "slack.title" . }} {{ range .Alerts }}{{ .Annotations.summary }}{{ end }}\'',
      ),
    },
    {
      name: 'variables of shells and configuration',
      yaml:
        pod(
          `{ command: ["sh", "-c", "exec $HOME \${PORT:-80}"], args: ["\${POD_NAME}", "$(POD_NAME)"], env: [{ name: A, value: "\${B}" }] }`,
        ) + configMap(`"level=\${LOG_LEVEL}"`),
    },
    {
      name: 'variables that Argo CD fills in',
      yaml: `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a, namespace: argocd }\nspec: { source: { kustomize: { commonAnnotations: { revision: "\${ARGOCD_APP_REVISION}" } } } }\n`,
    },
    {
      name: 'labels of Prometheus targets',
      yaml: configMap('"source_labels: [__meta_kubernetes_pod_name, __address__]"'),
    },
    {
      name: 'comments',
      yaml: configMap('|\n    # replace <POD_NAME> and your-token here\n    // TODO: faster\n    name = x\n'),
    },
    {
      name: 'a sentence about what remains',
      yaml: configMap('"the rest is a TODO for your team, in your own time; see <none>"'),
    },
    {
      name: 'arrows, comparisons and addresses',
      yaml: configMap('"a<b && c>d, Ops <ops@example.com>, <-x, x->y, <=5"'),
    },
    {
      name: 'a schema',
      yaml: 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: x }\nspec: { description: "<your-name>, changeme, TODO" }\n',
    },
    {
      name: 'what kubectl keeps',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: a, annotations: { kubectl.kubernetes.io/last-applied-configuration: "{image: changeme}" }, managedFields: [{ x: changeme }] }\nstatus: { message: changeme }\n',
    },
    { name: 'a Secret without one', yaml: secret('data: { k: c2VjcmV0 }') },
    { name: 'no text', yaml: 'apiVersion: v1\nkind: ConfigMap\nmetadata: null\ndata: [1, null, true]\n' },
  ],
  failing: [
    {
      name: 'D11, N13: the registry of the guide',
      yaml: pod('{ image: "<your-ecr-repo>/ml-training-deployment:latest" }'),
      finds: ['Pod a/p spec.containers[0].image: contains the placeholder "<your-ecr-repo>"'],
    },
    {
      name: 'D04, N13: the user of the pipeline',
      yaml: pod('{ image: "gitlab.build.server:5050/your-user/mlsecops-production-pipeline:latest" }'),
      finds: ['Pod a/p spec.containers[0].image: contains the placeholder "your-user"'],
    },
    {
      name: 'H05, N13: the group of the agent, in a file',
      yaml: configMap(
        '|\n    ci_access:\n      projects:\n        - id: <YOUR-GROUP>/Mlsecops-production-pipeline # Use your actual path\n',
      ),
      finds: ['ConfigMap a/c data.text: contains the placeholder "<YOUR-GROUP>"'],
    },
    {
      name: 'H06, N13: the domain of the agent',
      yaml: pod('{ args: ["--kas-address=wss://gitlab.yourdomain.com/-/kubernetes-agent/"] }'),
      finds: ['Pod a/p spec.containers[0].args[0]: contains the placeholder "yourdomain"'],
    },
    {
      name: 'D17: the key of the guide',
      yaml: secret('stringData: { api_key: your-api-key }'),
      finds: ['Secret a/s stringData.api_key: contains a placeholder'],
    },
    {
      name: 'an object that a program put into a text',
      yaml: configMap("'https://[object Object]'"),
      finds: ['ConfigMap a/c data.text: contains the placeholder "[object Object]"'],
    },
    {
      name: 'the data of a Secret',
      yaml: secret(`data: { k: ${ENCODED} }`),
      finds: ['Secret a/s data.k: contains a placeholder'],
    },
    {
      name: 'addresses in capitals',
      yaml:
        configMap('"nc -zv <GITLAB_VM_IP> 5050"') +
        configMap('"from <K3s_Nodes_Subnet> to any"') +
        configMap('"<INSERT TOKEN HERE>"'),
      finds: [
        'ConfigMap a/c data.text: contains the placeholder "<GITLAB_VM_IP>"',
        'ConfigMap a/c data.text: contains the placeholder "<K3s_Nodes_Subnet>"',
        'ConfigMap a/c data.text: contains the placeholder "<INSERT TOKEN HERE>"',
      ],
    },
    {
      name: 'small words in angle brackets',
      yaml: pod('{ image: "registry.example.com/app:<tag>", env: [{ name: URL, value: "https://<pod-ip>:8443" }] }'),
      finds: [
        'Pod a/p spec.containers[0].image: contains the placeholder "<tag>"',
        'Pod a/p spec.containers[0].env[0].value: contains the placeholder "<pod-ip>"',
      ],
    },
    {
      name: 'orders to the reader',
      yaml: [
        'REPLACE_ME',
        'change-me',
        'CHANGEME',
        'PUT_TOKEN_HERE',
        'REPLACE_WITH_DIGEST',
        'YOUR_API_TOKEN',
        'your_password',
      ]
        .map(configMap)
        .join(''),
      finds: [
        'ConfigMap a/c data.text: contains the placeholder "REPLACE_ME"',
        'ConfigMap a/c data.text: contains the placeholder "change-me"',
        'ConfigMap a/c data.text: contains the placeholder "CHANGEME"',
        'ConfigMap a/c data.text: contains the placeholder "PUT_TOKEN_HERE"',
        'ConfigMap a/c data.text: contains the placeholder "REPLACE_WITH_DIGEST"',
        'ConfigMap a/c data.text: contains the placeholder "YOUR_API_TOKEN"',
        'ConfigMap a/c data.text: contains the placeholder "your_password"',
      ],
    },
    {
      name: 'notes in place of values',
      yaml:
        configMap('TODO') +
        configMap('|\n    a: 1\n    password: TODO\n') +
        configMap('"owner=FIXME"') +
        configMap('TBD'),
      finds: [
        'ConfigMap a/c data.text: contains the placeholder "TODO"',
        'ConfigMap a/c data.text: contains the placeholder "TODO"',
        'ConfigMap a/c data.text: contains the placeholder "FIXME"',
        'ConfigMap a/c data.text: contains the placeholder "TBD"',
      ],
    },
    {
      name: 'a chart that was not rendered',
      yaml:
        configMap('"{{ .Values.image.tag }}"') +
        configMap('\'{{- include "app.name" . }}\'') +
        configMap('"{{ default 1 $.Release.Name }}"'),
      finds: [
        'ConfigMap a/c data.text: contains the placeholder "{{ .Values.image.tag }}"',
        'ConfigMap a/c data.text: contains the placeholder "{{- include \\"app.name\\" . }}"',
        'ConfigMap a/c data.text: contains the placeholder "{{ default 1 $.Release.Name }}"',
      ],
    },
    {
      name: 'variables where nobody fills them in',
      yaml: `
apiVersion: v1
kind: Pod
metadata: { name: "app-\${ENV}", namespace: a, labels: { version: __VERSION__ } }
spec: { containers: [{ image: "\${REGISTRY}/app:\${TAG:-latest}" }] }
`,
      finds: [
        `Pod a/app-\${ENV} metadata.name: contains the placeholder "\${ENV}"`,
        `Pod a/app-\${ENV} metadata.labels.version: contains the placeholder "__VERSION__"`,
        `Pod a/app-\${ENV} spec.containers[0].image: contains the placeholder "\${REGISTRY}"`,
      ],
    },
  ],
} satisfies CheckCases;
