import { ReachJson } from '../reach/reach-json';
import { ReachMermaid } from '../reach/reach-mermaid';
import { ReachPage } from '../reach/reach-page';
import type { ReachQuestion } from '../reach/reach-question';
import { ReachSvg } from '../reach/reach-svg';
import { ReachText } from '../reach/reach-text';
import type { Reachability } from '../reach/reachability';

/** The forms in which reachability is printed, by the name that `--format` takes. */
export const REACH_FORMATS: Readonly<
  Record<string, (reach: Reachability, question: ReachQuestion) => Iterable<string>>
> = {
  text: ReachText.write,
  json: ReachJson.write,
  mermaid: ReachMermaid.write,
  svg: ReachSvg.write,
  html: ReachPage.write,
};
