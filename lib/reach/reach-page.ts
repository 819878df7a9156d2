import { ReachPicture } from './reach-picture';
import type { ReachQuestion } from './reach-question';
import { ReachSvg } from './reach-svg';
import type { Reachability } from './reachability';

const STYLE = `
  body { font: 14px system-ui, sans-serif; margin: 0; display: grid; grid-template-columns: 1fr 360px; height: 100vh }
  main { overflow: auto; padding: 8px }
  aside { border-left: 1px solid #d0d7de; padding: 16px; overflow: auto }
  .hidden { display: none }
  .edge { cursor: pointer }
  select { width: 100%; font: inherit; padding: 4px }
  li { margin: 4px 0; overflow-wrap: anywhere }
`;

/** Runs in the page: filters by namespace, and tells of the arrow that is clicked. */
const SCRIPT = `
const edges = JSON.parse(document.getElementById('edges').textContent);
const element = id => document.getElementById(id);
const paths = [...document.querySelectorAll('[data-edge]')];
const groups = [...document.querySelectorAll('[data-namespace]')];
const namespaceOf = new Map(groups.flatMap(group =>
  [...group.querySelectorAll('[data-node]')].map(node => [node.dataset.node, group.dataset.namespace])));
function filter() {
  const chosen = element('namespace').value;
  const near = new Set([chosen]);
  for (const path of paths) {
    const ends = [namespaceOf.get(path.dataset.from), namespaceOf.get(path.dataset.to)];
    const isShown = chosen === '' || ends.includes(chosen);
    path.classList.toggle('hidden', !isShown);
    if (isShown) ends.forEach(end => near.add(end));
  }
  for (const group of groups) group.classList.toggle('hidden', chosen !== '' && !near.has(group.dataset.namespace));
}
function tell(index) {
  const edge = edges[index];
  for (const path of paths) path.classList.toggle('chosen', path.dataset.edge === String(index));
  element('way').textContent = edge.from + ' → ' + edge.to;
  element('ports').textContent = edge.ports.join(', ');
  const reasons = edge.because.length > 0 ? edge.because : ['no policy is for it'];
  element('because').replaceChildren(...reasons.map(text => {
    const item = document.createElement('li');
    item.textContent = text;
    return item;
  }));
}
element('namespace').addEventListener('change', filter);
for (const path of paths) path.addEventListener('click', () => tell(Number(path.dataset.edge)));
`;

/** What is said of reachability as a page of its own: it needs no server and no network. */
export class ReachPage {
  public static *write(reach: Reachability, question: ReachQuestion): Generator<string> {
    const picture = ReachPicture.of(reach, question);
    const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
    yield `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Who can talk to whom</title>\n`;
    yield `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<style>${STYLE}</style>\n</head>\n<body>\n<main>\n`;
    yield* ReachSvg.draw(picture);
    yield '</main>\n<aside>\n<h1>Who can talk to whom</h1>\n<label>Namespace <select id="namespace"><option value="">all</option>';
    for (const { name } of picture.groups) yield `<option>${ReachSvg.escape(name)}</option>`;
    yield '</select></label>\n<h2 id="way">Click an arrow</h2>\n<p id="ports"></p>\n<ul id="because"></ul>\n';
    for (const text of question.unknown(reach)) yield `<p>unknown: ${ReachSvg.escape(text)}</p>\n`;
    // A text with </script> would end the element.
    const data = JSON.stringify(picture.edges).replaceAll('<', '\\u003c');
    yield `</aside>\n<script type="application/json" id="edges">${data}</script>\n<script>${SCRIPT}</script>\n</body>\n</html>\n`;
  }
}
